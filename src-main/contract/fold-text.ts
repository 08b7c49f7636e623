/** Letters whose folded form is as long as they are, as long as nothing joins with them. */
const PLAIN = [
  '!-~', // ASCII
  '\\u00C0-\\u00FF\\u0391-\\u03C1\\u03C3-\\u03C9\\u0410-\\u044F', // Latin, Greek, Cyrillic
  '\\u0621-\\u064A', // Arabic
  '\\u2012-\\u2015\\u2018-\\u201F\\u2020-\\u2022', // dashes, quotes
  '\\u3001\\u3002\\u3041-\\u3096\\u30A1-\\u30FA\\u4E00-\\u9FFF\\uAC00-\\uD7A3', // CJK
].join('')
/** What joins with the letter before it: marks, Korean letters, the sound marks of narrow kana. */
const JOINING = '\\p{M}\\u1160-\\u11FF\\uFF9E\\uFF9F'
const BLANK = '\\s\\u0000-\\u001F\\u007F'
const CLUSTER = new RegExp(
  [
    `(?:[${PLAIN}](?![${JOINING}])|[${BLANK}](?![${BLANK}${JOINING}]))+`,
    `[${BLANK}]+`,
    `[\\u1100-\\u115F][\\u1160-\\u11A7]*[\\u11A8-\\u11FF]*`,
    `[\\s\\S][${JOINING}]*`,
  ].join('|'),
  'gu',
)
const BLANKS = new RegExp(`[${BLANK}]+`, 'gu')

interface Folded {
  text: string
  /** Where each piece begins: in the folded text, and in the original. */
  pieces: { at: number; original: number; plain: boolean }[]
}

/**
 * Text as a search compares it: without case, width and the ways a letter can be put together, any
 * blanks as one space. Every piece is folded by itself, so that its place is known.
 */
function fold(original: string): Folded {
  const pieces: Folded['pieces'] = []
  let text = ''
  for (const { 0: piece, index } of original.matchAll(CLUSTER)) {
    const blanked = piece.replace(BLANKS, ' ')
    // Some of these have no letter that folds to more or fewer; of others the ends are known.
    const folded = lower(blanked.normalize('NFKC')).replace(/[\uFE00-\uFE0F]/g, '')
    pieces.push({ at: text.length, original: index, plain: folded.length === piece.length })
    text += folded
  }
  return { text, pieces }
}

/** The two small sigmas are one letter. */
const lower = (text: string) => text.toLowerCase().replaceAll('ς', 'σ')

/** Text as a search compares it; see `fold`. */
export const foldText = (text: string): string => fold(text).text

/** A stretch of a text, its end not included. */
export interface Stretch {
  start: number
  end: number
}

/** Every place of the text where one of these folded words stands, in order, without overlaps. */
export function findFolded(original: string, words: readonly string[]): Stretch[] {
  const folded = fold(original)
  const found: Stretch[] = []
  for (const word of words) {
    if (word === '') continue
    for (
      let at = folded.text.indexOf(word);
      at >= 0;
      at = folded.text.indexOf(word, at + word.length)
    )
      found.push({ start: at, end: at + word.length })
  }
  found.sort((one, other) => one.start - other.start || other.end - one.end)
  const apart: Stretch[] = []
  for (const stretch of found) if (stretch.start >= (apart.at(-1)?.end ?? 0)) apart.push(stretch)
  return apart.map(({ start, end }) => ({
    start: toOriginal(folded, original, start, false),
    end: toOriginal(folded, original, end, true),
  }))
}

/** Where a place of the folded text is in the original: around a letter that has no inside. */
function toOriginal({ pieces }: Folded, original: string, place: number, isEnd: boolean): number {
  const sought = isEnd ? place - 1 : place
  let low = 0
  let high = pieces.length - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (pieces[middle]!.at <= sought) low = middle
    else high = middle - 1
  }
  const piece = pieces[low]
  if (!piece) return 0
  if (piece.plain) return piece.original + place - piece.at
  return isEnd ? (pieces[low + 1]?.original ?? original.length) : piece.original
}

/**
 * The words a query asks for, folded: all of them, in any order; what stands between quotes is one.
 * Nothing in it is a command.
 */
export function parseQuery(query: string): string[] {
  const words: string[] = []
  for (const [whole, straight, curly, word] of query.matchAll(/"([^"]*)"|“([^”]*)”|(\S+)/gu)) {
    const folded = foldText(straight ?? curly ?? word ?? whole).trim()
    // A quote that is not closed yet is on its way to its end.
    if (folded.startsWith('"') && folded.length > 1) {
      const rest = query.slice(query.lastIndexOf('"') + 1)
      words.push(foldText(rest).trim())
      break
    }
    if (folded !== '') words.push(folded)
  }
  return [...new Set(words.filter((word) => word !== ''))]
}
