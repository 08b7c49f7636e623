import { z } from 'zod'

const STORED_KEY = 'carat.import'

const carriedSchema = z.object({
  id: z.string(),
  open: z.boolean(),
  chosen: z.array(z.string()).nullable(),
})

/** An import under way, for the page that comes after a reload. */
export type CarriedImport = z.infer<typeof carriedSchema>

/** Leaves it in the tab's storage; which conversations were chosen is left out where it does not fit. */
export function carryImport(carried: CarriedImport): void {
  for (const chosen of [carried.chosen, null])
    try {
      return window.sessionStorage.setItem(STORED_KEY, JSON.stringify({ ...carried, chosen }))
    } catch {
      // Tried once more without the choice.
    }
}

/** Takes what the page before left there. */
export function takeCarriedImport(): CarriedImport | null {
  const stored = window.sessionStorage.getItem(STORED_KEY) ?? 'null'
  window.sessionStorage.removeItem(STORED_KEY)
  try {
    return carriedSchema.parse(JSON.parse(stored))
  } catch {
    return null
  }
}
