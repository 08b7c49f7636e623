import type { LoadOptions } from '../../contract/load-options.ts'
import type { ModelShape } from '../gguf/gguf-facts.ts'

/** Cells are given out in blocks of this many (llama.cpp `llama-context.cpp`, `llama-kv-cache-iswa.cpp`). */
const CELL_BLOCK = 256

/** Bytes of one number: blocks of 32 with a 16-bit scale for the quantized types (ggml `block_q8_0`). */
const numberBytes: Readonly<Record<LoadOptions['cacheType'], number>> = {
  f16: 2,
  q8_0: 34 / 32,
  q4_0: 18 / 32,
}

/** How an engine lays out its KV cache. */
export interface CacheLayout {
  contextSize: number
  keys: LoadOptions['cacheType']
  values: LoadOptions['cacheType']
  /** Sliding layers keep the whole context too (`--swa-full`), not only their window. */
  wholeWindow: boolean
  /** Tokens evaluated at once, for which a sliding layer needs room beside its window. */
  batchSize: number
}

/**
 * Bytes of the KV cache. Global layers hold a cell for each token of the context, sliding ones for
 * their window and one batch; layers that share an earlier one's cache hold none.
 */
export function countCacheBytes(shape: ModelShape, layout: CacheLayout): number {
  const { global, sliding } = countCells(shape.slidingWindow, layout)
  const own = shape.keyValueHeads.slice(0, shape.layers - shape.sharedCacheLayers)
  return own.reduce((total, heads, layer) => {
    const slides = shape.sliding[layer] ?? false
    const keys = slides ? shape.slidingKeyLength : shape.keyLength
    const values = slides ? shape.slidingValueLength : shape.valueLength
    const cellBytes = keys * numberBytes[layout.keys] + values * numberBytes[layout.values]
    return total + (slides ? sliding : global) * heads * cellBytes
  }, 0)
}

/** Cells of a global and of a sliding layer. */
export function countCells(
  slidingWindow: number | null,
  { batchSize, contextSize, wholeWindow }: Omit<CacheLayout, 'keys' | 'values'>,
) {
  const global = toBlocks(contextSize)
  const windowed = toBlocks(Math.min(global, (slidingWindow ?? 0) + batchSize))
  return { global, sliding: wholeWindow ? global : windowed }
}

/** Share of the f16 size that these types take, for caches known only by their f16 size. */
export const toCacheShare = ({ keys, values }: Pick<CacheLayout, 'keys' | 'values'>) =>
  (numberBytes[keys] + numberBytes[values]) / (2 * numberBytes.f16)

const toBlocks = (cells: number) => Math.ceil(cells / CELL_BLOCK) * CELL_BLOCK
