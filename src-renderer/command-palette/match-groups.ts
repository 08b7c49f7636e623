import type { PaletteEntry, PaletteGroup } from './palette-entry.ts'

/** Letters without accents, width and case, so that `cafe` finds `Café`. */
const fold = (text: string) => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()

/** How well an entry answers some words, 0 being best; null if one of them is missing. */
function rankOf({ label, also = '' }: PaletteEntry, query: string): number | null {
  const name = fold(label)
  const all = `${name} ${fold(also)}`
  if (!query.split(/\s+/).every((word) => all.includes(word))) return null
  if (name.startsWith(query)) return 0
  if (name.includes(` ${query}`)) return 1
  return name.includes(query) ? 2 : 3
}

/** What answers the words, the best first, groups as wholes; everything while there are none. */
export function matchGroups(groups: readonly PaletteGroup[], words: string): PaletteGroup[] {
  const query = fold(words.trim())
  const shorten = ({ limits, ...group }: PaletteGroup): PaletteGroup => {
    const limit = limits?.[query === '' ? 0 : 1]
    return { ...group, entries: group.entries.slice(0, limit) }
  }
  if (query === '') return groups.map(shorten).filter(({ entries }) => entries.length > 0)
  return groups
    .flatMap((group) => {
      const ranked = group.entries
        .map((entry) => ({ entry, rank: rankOf(entry, query) }))
        .filter((one): one is { entry: PaletteEntry; rank: number } => one.rank !== null)
        .toSorted((one, other) => one.rank - other.rank)
      const best = ranked[0]?.rank
      if (best === undefined) return []
      return [{ best, group: shorten({ ...group, entries: ranked.map(({ entry }) => entry) }) }]
    })
    .toSorted((one, other) => one.best - other.best)
    .map(({ group }) => group)
}
