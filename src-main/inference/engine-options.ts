import type { LoadOptions } from '../contract/load-options.ts'

/** The user's load options as engines take them: adapters by their absolute paths, no sampling. */
export interface EngineLoadOptions extends Omit<LoadOptions, 'adapters' | 'sampling'> {
  adapters: readonly { path: string; scale: number }[]
}

/** Nothing chosen: Carat and the engine decide. */
export const automaticEngineOptions: EngineLoadOptions = {
  contextSize: null,
  gpuLayers: null,
  cacheType: 'f16',
  threads: null,
  flashAttention: 'auto',
  adapters: [],
}

/**
 * Load options with adapters found in the library.
 *
 * @param pathOf absolute path of an adapter; null for one that is gone, which is then left out.
 */
export function toEngineOptions(
  { adapters, sampling: _, ...options }: LoadOptions,
  pathOf: (adapterId: string) => string | null,
): EngineLoadOptions {
  return {
    ...options,
    adapters: adapters.flatMap(({ adapterId, scale }) => {
      const path = pathOf(adapterId)
      return path === null ? [] : [{ path, scale }]
    }),
  }
}

/** The same text for options that need no new load, whatever the order they were written in. */
export function toLoadKey(options: EngineLoadOptions): string {
  const { adapters, cacheType, contextSize, flashAttention, gpuLayers, threads } = options
  const scaled = adapters.map(({ path, scale }) => [path, scale])
  return JSON.stringify([contextSize, gpuLayers, cacheType, threads, flashAttention, scaled])
}

/**
 * Types of the numbers in the KV cache. Engines refuse quantized values without flash attention, so
 * where that is switched off only the keys are quantized.
 */
export function toCacheTypes({
  cacheType,
  flashAttention,
}: Pick<LoadOptions, 'cacheType' | 'flashAttention'>) {
  return { keys: cacheType, values: flashAttention === 'off' ? ('f16' as const) : cacheType }
}
