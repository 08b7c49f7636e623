import type { TFunction } from 'i18next'
import { automaticLoadOptions, type LoadOptions } from '../../../src-main/contract/load-options.ts'
import { joinFacts } from '../../i18n/join-words.ts'

/** Whether two sets of options say the same. */
export const sameOptions = (one: LoadOptions, other: LoadOptions) =>
  JSON.stringify(one) === JSON.stringify(other)

export const isAutomatic = (options: LoadOptions) => sameOptions(options, automaticLoadOptions)

/** What differs from automatic, in a line. */
export function optionsSummary(t: TFunction<'library'>, options: LoadOptions): string {
  const { contextSize, gpuLayers, cacheType, threads, flashAttention, adapters, sampling } = options
  const parts = [
    contextSize !== null && t('details.tokens', { count: contextSize }),
    gpuLayers !== null && t('options.gpuLayersChosen', { count: gpuLayers }),
    cacheType !== 'f16' && t(`options.cache.${cacheType}`),
    threads !== null && t('options.threadsChosen', { count: threads }),
    flashAttention !== 'auto' && t(`options.flashSummary.${flashAttention}`),
    adapters.length > 0 && t('options.adaptersChosen', { count: adapters.length }),
    sampling && t('options.sampling.own'),
  ].filter(Boolean)
  return parts.length > 0 ? joinFacts(parts) : t('options.automatic')
}
