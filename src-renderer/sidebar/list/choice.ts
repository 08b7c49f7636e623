/** Conversations chosen to do something with all of them. */
export interface Choice {
  chosen: ReadonlySet<string>
  /** Where a stretch of chosen ones begins. */
  anchor: string | null
}

export const noChoice: Choice = { chosen: new Set(), anchor: null }

/** Chooses one, or no longer. */
export function toggle({ chosen }: Choice, id: string): Choice {
  const next = new Set(chosen)
  if (!next.delete(id)) next.add(id)
  return next.size === 0 ? noChoice : { chosen: next, anchor: id }
}

/**
 * Chooses all from where the stretch began to this one, and no others.
 *
 * @param order ids from top to bottom
 * @param start where it begins if nothing was chosen
 */
export function extendTo(
  { anchor }: Choice,
  order: readonly string[],
  id: string,
  start: string | null,
): Choice {
  const from = [anchor, start, id].find((one) => one !== null && order.includes(one)) ?? id
  const [one, other] = [order.indexOf(from), order.indexOf(id)]
  if (other === -1) return noChoice
  const stretch = order.slice(Math.min(one, other), Math.max(one, other) + 1)
  return { chosen: new Set(stretch), anchor: from }
}

export const chooseAll = (order: readonly string[]): Choice =>
  order.length === 0 ? noChoice : { chosen: new Set(order), anchor: order[0] ?? null }

/** Without what is no longer shown; the same choice if all of it is. */
export function keepShown(choice: Choice, order: readonly string[]): Choice {
  if (choice.chosen.size === 0) return choice
  const shown = order.filter((id) => choice.chosen.has(id))
  if (shown.length === choice.chosen.size) return choice
  return shown.length === 0 ? noChoice : { ...choice, chosen: new Set(shown) }
}
