import type { LoadOptions } from '../../contract/load-options.ts'
import type { Engine } from '../../inference/engine.ts'
import { toCacheTypes } from '../../inference/engine-options.ts'
import type { GgufFacts, ModelShape } from '../gguf/gguf-facts.ts'
import { countCacheBytes, countCells } from './cache-memory.ts'
import { countEncoderBuffer, engineCosts, toRepackedShare } from './engine-memory.ts'

/** What a load needs, before it is decided where each thing lies; in bytes. */
export interface MemoryNeeds {
  contextSize: number
  layers: number
  /** The layers' matrices. */
  layerWeights: number
  /** Copies of them in another order, if the processor computes them all. */
  repacked: number
  /** Looked up in the computer's memory, wherever the layers are. */
  embeddings: number
  /** A second use of the embeddings at the end, for which a GPU holds a copy; 0 if that is a matrix of its own. */
  tiedOutput: number
  adapters: number
  projector: number
  /** The picture encoder's buffer for one picture. */
  encoder: number
  cache: number
  /** Intermediate results while a batch is evaluated. */
  activations: number
  /** Room for the scores of all words, on a GPU; in the computer's memory it is never touched. */
  scores: number
  /** The engine's process and the vocabulary in it. */
  engine: number
}

/** The load options that change how much is needed, beside the context. */
export type CountedOptions = Pick<LoadOptions, 'cacheType' | 'flashAttention'>

/** Engines that keep one matrix for both ends of the model. */
const tiesEmbeddings = (architecture: string) => architecture.startsWith('gemma')

/**
 * Counts what a model needs from its header.
 *
 * @param kind the engine that loads it; the text engine leaves the projector out.
 */
export function countNeeds(input: {
  model: GgufFacts
  projector: GgufFacts | null
  options: CountedOptions
  contextSize: number
  kind: Engine['kind']
  adapterBytes?: number
}): MemoryNeeds {
  const { adapterBytes = 0, contextSize, kind, model, options, projector } = input
  const { shape } = model
  const engine = engineCosts[kind]
  const layerWeights = model.tensorBytes - model.embeddingBytes
  const flashAttention = options.flashAttention !== 'off'
  const encoder = kind === 'vision' ? projector : null
  const layout = { ...toCacheTypes(options), ...engine, contextSize }
  return {
    contextSize,
    layers: shape?.layers ?? 1,
    layerWeights,
    repacked: layerWeights * toRepackedShare(model.quantization),
    embeddings: model.embeddingBytes,
    tiedOutput: tiesEmbeddings(model.architecture) ? model.embeddingBytes : 0,
    adapters: adapterBytes,
    projector: encoder?.fileBytes ?? 0,
    encoder: encoder ? countEncoderBuffer(encoder.projector?.imageSize ?? null, flashAttention) : 0,
    cache: shape ? countCacheBytes(shape, layout) : 0,
    activations: shape
      ? countActivations(shape, countCells(shape.slidingWindow, layout), layout, flashAttention)
      : 0,
    scores: engine.scoresWholeBatch ? engine.batchSize * (shape?.vocabulary ?? 0) * 4 : 0,
    engine: engine.baseBytes + (shape?.vocabulary ?? 0) * engine.vocabularyEntryBytes,
  }
}

/**
 * 32-bit numbers of a batch on its way through one layer, and which tokens see which: 16 bits each.
 * Fits what llama-server prints for Gemma 3 270M (25.8 MiB at 4,096 tokens) within 1 %. Without flash
 * attention the scores of every token for every other are held as well.
 */
function countActivations(
  { embeddingWidth, feedForwardWidth, keyLength, keyValueHeads }: ModelShape,
  cells: { global: number; sliding: number },
  { batchSize }: { batchSize: number },
  flashAttention: boolean,
): number {
  const flow = 4 * (3 * feedForwardWidth + 4 * embeddingWidth)
  const masks = (flashAttention ? 2 : 4) * (cells.global + cells.sliding)
  // Not in the facts, and close to this for the models there are.
  const heads = Math.max(...keyValueHeads, Math.round(embeddingWidth / Math.max(1, keyLength)))
  const scores = flashAttention ? 0 : 4 * cells.global * heads
  return batchSize * (flow + masks + scores)
}
