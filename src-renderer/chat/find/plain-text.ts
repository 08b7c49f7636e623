/**
 * About the words a reader sees of a Markdown text: marks without words of their own are left out.
 * Cheap enough for ten thousand replies; what is drawn decides where marks stand.
 */
export const plainText = (markdown: string): string =>
  markdown
    .replace(/!?\[([^\]]*)\]\([^)\s]*\)/g, '$1')
    .replace(/^(#{1,6} |> ?|```.*$)/gm, '')
    .replace(/`+|~~|(?<=\S)\*+|\*+(?=\S)/g, '')
