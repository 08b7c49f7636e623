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
  /** Tokens of one frame with its time in words, by the key of its clip. */
  byFrame: Readonly<Record<string, number>>
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
export function tokensOfItems(items: Draft['items'], { partTokens }: ContextUse) {
  const byItem: Record<string, number> = {}
  const byFrame: Record<string, number> = {}
  for (const [place, item] of items.filter(isReady).entries()) {
    const tokens = partTokens[place] ?? 0
    byItem[item.key] = tokens
    if (item.kind === 'clip' && item.clip)
      byFrame[item.key] = Math.ceil(tokens / item.clip.frames.length)
  }
  return { byItem, byFrame }
}
