/** The part of a Markdown tree's node that Carat's own plugins look at. */
export interface MarkdownNode {
  type: string
  value?: string
  url?: string
  children?: MarkdownNode[]
  position?: { start: { offset?: number }; end: { offset?: number } }
}

const chinese = '[\\u3040-\\u30ff\\u3400-\\u9fff\\uac00-\\ud7af]'
const mark = '(?!\\*)[\\p{P}\\p{S}]'
const closingStars = new RegExp(`(?<=${mark})\\*\\*(?=${chinese})`, 'gu')
const openingStars = new RegExp(`(?<=${chinese})\\*\\*(?=${mark})`, 'gu')
/** U+2060, a joiner of no width: neither a space nor a mark to the rules of Markdown. */
const joiner = '\u2060'
const endOfAddress =
  /[\u3001\u3002\u300a-\u3011\u2018-\u201d\uff01\uff08\uff09\uff0c\uff1a\uff1b\uff1f]/

const textNode = (value: string): MarkdownNode => ({ type: 'text', value })

/**
 * `**重点：**内容` is not strong by the rules of CommonMark, which know words by their spaces. A
 * joiner between stars and mark makes it strong; `fitText` takes it out again.
 */
export const joinStars = (source: string) =>
  source.includes('**')
    ? source.replace(closingStars, `${joiner}**`).replace(openingStars, `**${joiner}`)
    : source

/** `见 https://a.example。谢谢`: an address ends where Chinese punctuation begins. */
function addressBeforeChinese(node: MarkdownNode): MarkdownNode[] {
  const shown = node.children?.[0]?.value
  const end = shown?.search(endOfAddress) ?? -1
  if (!shown || end <= 0 || node.children?.length !== 1 || !/^(https?:\/\/|www\.)/.test(shown))
    return [node]
  const address = shown.slice(0, end)
  const url = address.startsWith('www.') ? `http://${address}` : address
  return [{ ...node, url, children: [textNode(address)] }, textNode(shown.slice(end))]
}

/** `$5 and $10` are prices: maths touches its dollars and no digit follows the last one. */
function pricesAsText(node: MarkdownNode, source: string): MarkdownNode[] {
  const from = node.position?.start.offset ?? 0
  const to = node.position?.end.offset ?? 0
  const written = source.slice(from, to).replaceAll(joiner, '')
  const maths = written.startsWith('$$') || /^\$\S(.*\S)?\$$/s.test(written)
  return maths && !/\d/.test(source.charAt(to)) ? [node] : [textNode(written)]
}

function fitNode(node: MarkdownNode, source: string): MarkdownNode[] {
  if (node.value?.includes(joiner)) node.value = node.value.replaceAll(joiner, '')
  if (node.children) node.children = node.children.flatMap((child) => fitNode(child, source))
  if (node.type === 'link') return addressBeforeChinese(node)
  if (node.type === 'inlineMath') return pricesAsText(node, source)
  return [node]
}

/** Corrects what the rules of Markdown read wrongly in what models write: Chinese and prices. */
export const fitText = () => (tree: MarkdownNode, file: { toString(): string }) => {
  fitNode(tree, file.toString())
}
