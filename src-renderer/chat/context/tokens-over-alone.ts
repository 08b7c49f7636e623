import type { ContextRemedy, ContextUse } from '../../../src-main/contract/context.ts'

/** Ways to make room that a message which is too long by itself has, too. */
const inTheMessage: readonly ContextRemedy['kind'][] = [
  'fewer-frames',
  'lower-detail',
  'larger-context',
]

/**
 * By how many tokens a message is too long for the model by itself, so that leaving out what was said
 * before it does not help; 0 if something may.
 */
export function tokensOverAlone(use: ContextUse): number {
  const { contextSize, exact, items, partTokens, remedies } = use
  if (remedies.some(({ kind }) => inTheMessage.includes(kind))) return 0
  // An estimate may be too high: it says nothing of a part of what is too much.
  if (!exact && items.some(({ kind }) => kind === 'earlier')) return 0
  const instructions = items.find(({ kind }) => kind === 'instructions')?.tokens ?? 0
  const own = partTokens.reduce((sum, tokens) => sum + tokens, instructions)
  return Math.max(0, own - contextSize + 1)
}
