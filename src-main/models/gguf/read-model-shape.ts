import { readCacheLayers } from './cache-layers.ts'
import type { ModelShape } from './gguf-facts.ts'
import type { GgufHeader } from './gguf-header.ts'
import type { MetadataLookup } from './metadata-lookup.ts'
import { printable } from './printable.ts'
import { readSlidingLayers } from './sliding-layers.ts'

/** What the engine was built for; it ends its process on more. */
const MOST_LAYERS = 512
const MOST_EXPERTS = 1024

const ropeScalings: ReadonlySet<string> = new Set(['none', 'linear', 'yarn', 'longrope'])

/**
 * The figures of a model that its memory depends on. Where the engine would end its process instead
 * of refusing, this refuses first.
 *
 * @throws CaratError `GGUF_INVALID`
 */
export function readModelShape(
  header: GgufHeader,
  lookup: MetadataLookup,
  architecture: string,
): ModelShape {
  const key = (name: string) => `${architecture}.${name}`
  const layers = lookup.requiredCount(key('block_count'))
  if (layers === 0 || layers > MOST_LAYERS) lookup.refuse(`it has ${layers} layers`)
  const predictionLayers = lookup.count(key('nextn_predict_layers')) ?? 0
  if (predictionLayers > layers) lookup.refuse('it has more layers to guess ahead than layers')
  const scaling = lookup.text(key('rope.scaling.type')) ?? 'none'
  if (!ropeScalings.has(scaling)) lookup.refuse(`it scales positions by ${printable(scaling)}`)

  const embeddingWidth = lookup.requiredCount(key('embedding_length'))
  if (embeddingWidth === 0) lookup.refuse('its embeddings have no width')
  const [heads = 0] = lookup.countsByLayer(key('attention.head_count'), layers) ?? []
  const usualLength = heads > 0 ? Math.floor(embeddingWidth / heads) : 0
  const keyLength = lookup.count(key('attention.key_length')) ?? usualLength
  const usualValueLength = lookup.count(key('attention.value_length')) ?? usualLength
  // With latent attention the values are part of the keys, and only these are kept.
  const latent = (lookup.count(key('attention.key_length_mla')) ?? 0) > 0
  const valueLength = latent ? 0 : usualValueLength

  return {
    trainedContext: lookup.requiredCount(key('context_length')),
    layers,
    embeddingWidth,
    vocabulary: countVocabulary(header, lookup, key('vocab_size')),
    keyLength,
    valueLength,
    slidingKeyLength: lookup.count(key('attention.key_length_swa')) ?? keyLength,
    slidingValueLength: latent
      ? 0
      : (lookup.count(key('attention.value_length_swa')) ?? valueLength),
    ...readCacheLayers(lookup, architecture, layers, predictionLayers),
    ...readSlidingLayers(lookup, architecture, layers, predictionLayers),
    experts: readExperts(lookup, key, layers),
    feedForwardWidth: Math.max(
      ...(lookup.countsByLayer(key('feed_forward_length'), layers) ?? [0]),
      ...(lookup.countsByLayer(key('expert_feed_forward_length'), layers) ?? [0]),
    ),
  }
}

function countVocabulary(header: GgufHeader, lookup: MetadataLookup, key: string): number {
  const embeddings = header.tensors.find(({ name }) => name === 'token_embd.weight')
  return (
    lookup.listLength('tokenizer.ggml.tokens') ?? lookup.count(key) ?? embeddings?.shape[1] ?? 0
  )
}

function readExperts(
  lookup: MetadataLookup,
  key: (name: string) => string,
  layers: number,
): number {
  const experts = lookup.count(key('expert_count')) ?? 0
  const used = Math.max(...(lookup.countsByLayer(key('expert_used_count'), layers) ?? [0]))
  if (experts > MOST_EXPERTS) lookup.refuse(`it has ${experts} experts`)
  // Some files of models without experts say that there is one.
  if (used > Math.max(experts, 1) || (experts > 1 && used === 0))
    lookup.refuse(`it uses ${used} of ${experts} experts`)
  return experts
}
