import remend from 'remend'

/**
 * What is being written, as it will be once its marks are closed: half a link would be shown with
 * its address and stars, and all that follows would jump back when the last letter comes. Marks
 * whose meaning is open stay as they are.
 */
export const closeOpenMarks = (source: string): string =>
  remend(source, {
    linkMode: 'text-only',
    // These would show something else than the finished text does.
    comparisonOperators: false,
    htmlTags: false,
    katex: false,
    setextHeadings: false,
    singleTilde: false,
  })
