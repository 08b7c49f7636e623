import type { TFunction } from 'i18next'
import type { ContextUse } from '../../../src-main/contract/context.ts'
import { tokensOverAlone } from './tokens-over-alone.ts'

/** That a message does not fit, and what to do about it. */
export function overWords(t: TFunction<'chat'>, use: ContextUse, refused = false): string {
  const alone = tokensOverAlone(use)
  if (refused) return t(alone > 0 ? 'composer.tooLongAlone' : 'composer.tooLong')
  // No number that the model would not say itself.
  if (use.sure && !use.exact) return t(alone > 0 ? 'context.farAlone' : 'context.farOver')
  if (alone > 0) return t('context.alone', { count: alone })
  return t('context.over', { count: use.totalTokens - use.contextSize + 1 })
}
