import remend from 'remend'

/** A mark that has just come: whether it opens, closes or is only a letter, the next one will say. */
const lastMark = /[*_~`]+$|(?<=\s)!$/

/** The start of a line that may become a point of a list, a heading above it, or a line across. */
const lastBullet = /(?<=^|\n)[ \t]*(?:[-+=]+|\d+[.)]?)[ \t]*$/

/** A picture shows nothing before it is whole. */
const lastPicture = /!\[[^\]\n]*(?:\](?:\([^)\n]*)?)?$/

/** The box of a point that is to be done, before its words. */
const lastBox = /(?<=(?:^|\n)\s*(?:[-*+]|\d+[.)])\s+)\[[ x]?\]?\s*$/i

/** A name in brackets is that of a link if an address follows. */
const lastName = /\[([^[\]\n]+)\]$/

/** So much of a formula waits for its end; amounts of money begin with a digit. */
const openFormula = /(?<![\\$\w])\$(?![\s\d$])[^$\n]{0,60}$/

/**
 * So much code within a line waits for its end: it is drawn as a box, which would move to the next
 * line when it grows too wide for this one.
 */
const openCode = /(?<!`)`(?!`)[^`\n]{0,40}$/
const fence = /^ {0,3}(?:`{3}|~{3})/

const isOdd = (text: string, mark: RegExp) => (text.match(mark)?.length ?? 0) % 2 === 1

/** Half a formula would be read as letters, and then become a formula of another width. */
function dropFormula(source: string): string {
  const start = source.search(openFormula)
  const before = source.slice(0, start)
  return start < 0 || isOdd(before, /\$/g) || isOdd(before, /`/g) ? source : before
}

function dropCode(source: string): string {
  const start = source.search(openCode)
  return start < 0 || fence.test(source) || isOdd(source.slice(0, start), /`/g)
    ? source
    : source.slice(0, start)
}

const tableHead = /^ {0,3}\|[^\n]*$/
const tableBegin = /^( {0,3}\|[^\n]*)\n[ \t|:-]*$/

/** A table is shown from its whole head on, as if the line below that says so were there. */
function completeTable(source: string): string {
  if (tableHead.test(source)) return ''
  const head = tableBegin.exec(source)?.[1]
  if (head === undefined) return source
  const bars = head.trimEnd().match(/(?<!\\)\|/g)?.length ?? 0
  const columns = head.trimEnd().endsWith('|') ? bars - 1 : bars
  return columns > 0 ? `${head}\n|${'---|'.repeat(columns)}` : source
}

const dropLast = (source: string) =>
  [lastMark, lastBullet, lastPicture, lastBox]
    .reduce((text, last) => text.replace(last, ''), source)
    .replace(lastName, '[$1')

/**
 * What is being written, as it will be once its marks are closed: half a link would be shown with
 * its address and stars, and all that follows would jump back when the last letter comes. Marks
 * whose meaning is open stay as they are, or wait for the next letter.
 */
export const closeOpenMarks = (source: string): string =>
  remend(dropLast(dropCode(dropFormula(completeTable(source)))), {
    linkMode: 'text-only',
    // These would show something else than the finished text does.
    comparisonOperators: false,
    htmlTags: false,
    katex: false,
    setextHeadings: false,
    singleTilde: false,
  })
