import type { MetadataLookup } from './metadata-lookup.ts'

/** How the engine finds out which layers of an architecture see only a window of the text. */
interface SlidingRule {
  /** The window if the file names none; without it such a file has no window. */
  defaultWindow?: number
  /** The window whatever the file says, unless it says 0. */
  fixedWindow?: number
  /** One layer in so many sees everything, unless the file gives another number. */
  period?: number
  /** That layer is the first of them and not the last. */
  denseFirst?: boolean
  /** The file lists the layers; with a `period` too, it may do either. */
  listed?: boolean
  /** Only models with so many layers have a window. */
  onlyWithLayers?: number
}

/** From `load_arch_hparams` of each architecture in llama.cpp's `src/models`; others have no window. */
const rules: Readonly<Record<string, SlidingRule>> = {
  afmoe: { period: 4 },
  cohere2: { period: 4 },
  cohere2moe: { period: 4, denseFirst: true, listed: true },
  dots3note: { listed: true },
  'exaone-moe': { period: 4, defaultWindow: 128 },
  exaone4: { period: 4, defaultWindow: 4096, onlyWithLayers: 64 },
  gemma2: { period: 2, defaultWindow: 4096 },
  gemma3: { period: 6 },
  gemma3n: { period: 5 },
  gemma4: { listed: true },
  'gpt-oss': { period: 2 },
  granite_swa: { listed: true },
  laguna: { period: 4, denseFirst: true },
  // Every layer that has a cache at all.
  lfm2: { period: 0 },
  llama4: { period: 4, defaultWindow: 8192, fixedWindow: 8192 },
  mellum: { period: 4, listed: true },
  mimo2: { listed: true },
  'muse-glimmer': { period: 4, listed: true },
  olmo2: { period: 4 },
  plamo3: { period: 8 },
  smallthinker: { period: 4, denseFirst: true, fixedWindow: 4096 },
  step35: { listed: true },
}

/**
 * The sliding window in tokens, null without one, and for each of `layers` whether it slides.
 * `predictionLayers` at the end, which only guess ahead, never do.
 *
 * @throws CaratError `GGUF_INVALID`
 */
export function readSlidingLayers(
  lookup: MetadataLookup,
  architecture: string,
  layers: number,
  predictionLayers: number,
): { slidingWindow: number | null; sliding: boolean[] } {
  const none = { slidingWindow: null, sliding: Array<boolean>(layers).fill(false) }
  const rule = rules[architecture]
  if (!rule) return none
  if (rule.onlyWithLayers && rule.onlyWithLayers !== layers - predictionLayers) return none
  const stated = lookup.count(`${architecture}.attention.sliding_window`)
  const chosen = stated ?? rule.defaultWindow ?? 0
  if (chosen === 0) return none

  const own = layers - predictionLayers
  const pattern = readPattern(lookup, architecture, rule, own)
  const sliding = Array.from({ length: layers }, (_, layer) => layer < own && pattern(layer))
  if (!sliding.includes(true)) return none
  return { slidingWindow: rule.fixedWindow ?? chosen, sliding }
}

function readPattern(
  lookup: MetadataLookup,
  architecture: string,
  rule: SlidingRule,
  layers: number,
): (layer: number) => boolean {
  const key = `${architecture}.attention.sliding_window_pattern`
  const isList = lookup.isList(key)
  if (rule.listed && (isList || rule.period === undefined)) {
    const list = lookup.countsByLayer(key, layers) ?? lookup.refuse(`${key} is missing`)
    return (layer) => list[layer] !== 0
  }
  const period = (isList ? null : lookup.count(key)) ?? rule.period ?? 0
  if (period === 0) return () => true
  return (layer) => (rule.denseFirst ? layer % period !== 0 : layer % period < period - 1)
}
