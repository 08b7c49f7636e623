import { create } from 'zustand'
import type { ContextUse } from '../../../src-main/contract/context.ts'
import type { Part } from '../../../src-main/contract/messages.ts'
import { type Draft, isReady } from '../draft/draft.ts'

/** What was measured of a draft. */
export interface Measured {
  /** What it was measured for; see `signatureOf`. */
  signature: string
  use: ContextUse
  /** Tokens of attachments, by the key of their item. */
  byItem: Readonly<Record<string, number>>
}

/** Measures of the drafts, by draft key; each stays until the next one is there. */
export const useMeasures = create<{ measures: Readonly<Record<string, Measured>> }>(() => ({
  measures: {},
}))

export function keepMeasure(key: string, measured: Measured) {
  useMeasures.setState(({ measures }) => ({ measures: { ...measures, [key]: measured } }))
}

/** What a measure depends on, as text. */
export const signatureOf = (
  target: { parentId: string | null; modelId: string; modelState: string; running: boolean },
  parts: readonly Part[],
  context: Draft['context'],
) => JSON.stringify([target, parts, context])

/** Attachments come first among the parts of a draft, in the order of its items. */
export const tokensByItem = (items: Draft['items'], { partTokens }: ContextUse) =>
  Object.fromEntries(items.filter(isReady).map(({ key }, place) => [key, partTokens[place] ?? 0]))
