import type { TFunction } from 'i18next'
import type { Fit } from '../../../src-main/contract/fit.ts'
import { formatContext } from '../../i18n/format.ts'
import { formatRate } from '../library/model-facts.ts'

/** The memory a model takes against what is free, in a few words. */
export const memoryWords = (t: TFunction<'discover'>, fit: Fit) =>
  t(fit.verdict === 'too-big' ? 'fit.needs' : 'fit.takes', {
    totalBytes: fit.totalBytes,
    availableBytes: fit.availableBytes,
  })

/** Where the model would run, with what context, how fast, and how well all this is known. */
export function fitSentences(t: TFunction<'discover'>, fit: Fit, language: string): string[] {
  const { verdict, placement, gpuBytes, largestContext, tokensPerSecond, basis } = fit
  const context = {
    size: formatContext(fit.contextSize),
    largest: formatContext(largestContext),
    trained: formatContext(fit.trainedContext),
  }
  const runs = verdict !== 'too-big'
  return [
    runs && t(`fit.${placement}`, { gpuBytes }),
    t(largestContext > 0 ? 'fit.context' : 'fit.contextNone', context),
    runs && tokensPerSecond === null && t('fit.noSpeed'),
    tokensPerSecond !== null && t('fit.speed', { rate: formatRate(tokensPerSecond, language) }),
    t(`fit.${basis}`),
  ].filter((sentence) => sentence !== false)
}
