import type { MetadataLookup } from './metadata-lookup.ts'

/** Encoders and models that write whole texts at once: the engine keeps no cache for them. */
const withoutCache: ReadonlySet<string> = new Set([
  'bert',
  'dream',
  'eurobert',
  'gemma-embedding',
  'jina-bert-v2',
  'jina-bert-v3',
  'llada',
  'llada-moe',
  'modern-bert',
  'neo-bert',
  'nomic-bert',
  'nomic-bert-moe',
  'rnd1',
  'wavtokenizer-dec',
])

/** They keep a state of fixed size in place of a cache. */
const recurrent: ReadonlySet<string> = new Set([
  'arwkv7',
  'mamba',
  'mamba2',
  'rwkv6',
  'rwkv6qwen2',
  'rwkv7',
])

/** One layer in so many has a cache, the others a state of fixed size. */
const attentionIntervals: Readonly<Record<string, number>> = {
  'minimax-01': 8,
  qwen35: 4,
  qwen35moe: 4,
  qwen3next: 4,
  qwen4exp: 4,
}

/** Their layers that only guess ahead get no cache in ordinary use. */
const withIdlePrediction: ReadonlySet<string> = new Set([
  'deepseek32',
  'glm-dsa',
  'hy_v3',
  'mimo2',
  'minimax-01',
  'qwen35',
  'qwen35moe',
  'qwen3next',
  'qwen4exp',
  'step35',
])

/** In Gemma 3n as many layers have a cache of their own. */
const GEMMA3N_CACHE_LAYERS = 20

/**
 * Key-value heads that get a cache for each of `layers`, 0 where there is none: layers with a state
 * of fixed size, those that share the cache of earlier ones, and models without any. As in
 * llama.cpp's `create_memory`.
 *
 * @throws CaratError `GGUF_INVALID`
 */
export function readCacheLayers(
  lookup: MetadataLookup,
  architecture: string,
  layers: number,
  predictionLayers: number,
): { keyValueHeads: number[]; sharedCacheLayers: number } {
  const none = Array<number>(layers).fill(0)
  if (withoutCache.has(architecture) || recurrent.has(architecture))
    return { keyValueHeads: none, sharedCacheLayers: 0 }

  const heads =
    lookup.countsByLayer(`${architecture}.attention.head_count_kv`, layers) ??
    lookup.countsByLayer(`${architecture}.attention.head_count`, layers) ??
    none
  const own = layers - predictionLayers
  const sharedCacheLayers = countShared(lookup, architecture, layers)
  const hasState = readStateLayers(lookup, architecture, layers)
  const hasCache = (layer: number) =>
    layer < layers - sharedCacheLayers &&
    !hasState(layer) &&
    (layer < own || !withIdlePrediction.has(architecture))
  return {
    keyValueHeads: heads.map((count, layer) => (hasCache(layer) ? count : 0)),
    sharedCacheLayers,
  }
}

function countShared(lookup: MetadataLookup, architecture: string, layers: number): number {
  if (architecture === 'gemma3n') return Math.max(0, layers - GEMMA3N_CACHE_LAYERS)
  if (architecture !== 'gemma4') return 0
  const shared = lookup.count(`${architecture}.attention.shared_kv_layers`) ?? 0
  // The shared ones use the last two others, one that slides and one that does not.
  if (shared > 0 && layers - shared < 2) lookup.refuse('too many layers share their cache')
  return shared
}

function readStateLayers(
  lookup: MetadataLookup,
  architecture: string,
  layers: number,
): (layer: number) => boolean {
  const usual = attentionIntervals[architecture]
  if (!usual) return () => false
  const listed = lookup.countsByLayer(`${architecture}.attention.recurrent_layers`, layers)
  if (listed) return (layer) => listed[layer] !== 0
  const interval = lookup.count(`${architecture}.full_attention_interval`) ?? usual
  if (interval === 0) lookup.refuse(`${architecture}.full_attention_interval is 0`)
  return (layer) => (layer + 1) % interval !== 0
}
