/** Numbers that look like chance and are the same in every run. */
export interface Random {
  /** A whole number from 0 up to and without `end`. */
  below(end: number): number
  pick<Item>(items: readonly Item[]): Item
}

/** The sequence that belongs to `seed` (mulberry32: small, and spread well enough for mutations). */
export function createRandom(seed: number): Random {
  let state = seed >>> 0
  const below = (end: number) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * end)
  }
  return {
    below,
    pick: (items) => {
      const item = items[below(items.length)]
      if (item === undefined) throw new Error('nothing to pick from')
      return item
    },
  }
}
