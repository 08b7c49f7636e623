import type { TFunction } from 'i18next'
import type { Machine } from '../../../src-main/contract/fit.ts'
import { formatMemorySize } from '../../i18n/format.ts'
import { joinFacts } from '../../i18n/join-words.ts'

/** What the computer has for models, in a line. */
export function machineWords(
  t: TFunction<'discover'>,
  { memoryBytes, physicalCores, gpus }: Machine,
  language: string,
): string {
  const parts = [
    t('recommendation.memory', { size: formatMemorySize(memoryBytes, language) }),
    t('recommendation.cores', { count: physicalCores }),
    ...gpus.map((gpu) =>
      gpu.unified
        ? gpu.name
        : t('recommendation.gpu', {
            name: gpu.name,
            size: formatMemorySize(gpu.memoryBytes, language),
          }),
    ),
  ]
  return t('recommendation.machine', { parts: joinFacts(parts) })
}
