/** The ids with one of them moved to a place. */
export function withMoved(ids: readonly string[], id: string, place: number): string[] {
  const others = ids.filter((other) => other !== id)
  return others.toSpliced(Math.max(0, place), 0, id)
}

/** The id that a moved one stands before now; null if it is the last. */
export const idAfter = (ids: readonly string[], id: string) => ids[ids.indexOf(id) + 1] ?? null

/** Things in the order of the ids; what is not named keeps its place at the end. */
export function inOrder<Thing extends { id: string }>(
  things: readonly Thing[],
  ids: readonly string[],
): Thing[] {
  const placeOf = ({ id }: Thing) => (ids.includes(id) ? ids.indexOf(id) : ids.length)
  return things.toSorted((a, b) => placeOf(a) - placeOf(b))
}
