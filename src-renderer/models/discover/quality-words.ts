import type { TFunction } from 'i18next'
import { type Explanation, qualityLoss } from './explain-quantization.ts'

/** A difference below this is within what a measurement of perplexity says. */
const NOTHING = 0.001

/** How much quality a kind of weights loses, in a few words. */
export function lossWords(
  t: TFunction<'discover'>,
  explanation: Explanation | null,
  language: string,
): string {
  if (explanation && !explanation.exact)
    return t('repository.similar', { label: explanation.quantization.label })
  const loss = qualityLoss(explanation?.quantization ?? null)
  if (loss === null) return t('repository.lossUnknown')
  if (loss <= 0) return t('repository.lossNone')
  if (loss < NOTHING) return t('repository.lossLess')
  const percent = new Intl.NumberFormat(language, {
    style: 'percent',
    maximumFractionDigits: loss < 0.1 ? 1 : 0,
  }).format(loss)
  return t('repository.loss', { percent })
}
