/** Letters of a name within the three lines of a toast; file and folder names differ at their ends. */
const MOST = 20
const AT_START = 12

const letters = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** A long name without its middle. */
export function shortenName(name: string): string {
  const all = Array.from(letters.segment(name), ({ segment }) => segment)
  if (all.length <= MOST) return name
  const start = all.slice(0, AT_START).join('').trimEnd()
  const end = all
    .slice(AT_START + 1 - MOST)
    .join('')
    .trimStart()
  return `${start}…${end}`
}
