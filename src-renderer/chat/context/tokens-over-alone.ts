import type { ContextItem, ContextUse } from '../../../src-main/contract/context.ts'

/** What goes along with a message however much is left out before it. */
const own: readonly ContextItem['kind'][] = ['instructions', 'texts', 'text']

/**
 * By how many tokens the words of a message are too long for the model by themselves, so that no way
 * to make room helps; 0 if one may.
 */
export function tokensOverAlone({ contextSize, items, remedies }: ContextUse): number {
  if (remedies.some(({ kind }) => kind === 'larger-context')) return 0
  const tokens = items
    .filter(({ kind }) => own.includes(kind))
    .reduce((sum, item) => sum + item.tokens, 0)
  return Math.max(0, tokens - contextSize + 1)
}
