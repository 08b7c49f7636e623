const letters = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/**
 * A long name without its middle; names of files and folders differ at their ends, too.
 *
 * @param most letters that there is room for
 */
export function shortenName(name: string, most: number): string {
  const all = Array.from(letters.segment(name), ({ segment }) => segment)
  if (all.length <= most) return name
  const atStart = Math.ceil(most * 0.6)
  const start = all.slice(0, atStart).join('').trimEnd()
  const end = all
    .slice(atStart + 1 - most)
    .join('')
    .trimStart()
  return `${start}…${end}`
}
