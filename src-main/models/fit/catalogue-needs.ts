import type { CatalogueModel } from '../../contract/catalogue.ts'
import { suitableEngine } from '../../inference/engine.ts'
import { toCacheTypes } from '../../inference/engine-options.ts'
import { countCells, toCacheShare } from './cache-memory.ts'
import { countEncoderBuffer, engineCosts, toRepackedShare } from './engine-memory.ts'
import type { CountedOptions, MemoryNeeds } from './memory-needs.ts'

/** All models of the catalogue are Gemmas with this vocabulary; only their headers would say more. */
const VOCABULARY = 262_144

/** Layers do not matter for the sum, only for how finely it can be shared with a GPU. */
const LAYERS = 32

/**
 * Counts what a model of the catalogue needs, from published figures alone.
 *
 * @param repositoryIndex which of its repositories, and so which weights; the first if there is none.
 */
export function countCatalogueNeeds(
  model: CatalogueModel,
  repositoryIndex: number,
  contextSize: number,
  options: CountedOptions,
): MemoryNeeds {
  const repository = model.repositories[repositoryIndex] ?? model.repositories[0]
  const weights = repository?.aboutBytes ?? 0
  const engine = engineCosts[CATALOGUE_ENGINE]
  const { cache } = model
  const layout = { ...toCacheTypes(options), ...engine, contextSize }
  const cells = countCells(cache.slidingWindow, layout)
  const width = guessWidth(model.parameters)
  const embeddings = Math.min(
    weights / 2,
    VOCABULARY * width * embeddingWeightBytes(model, weights),
  )
  const layerWeights = weights - embeddings
  return {
    contextSize,
    layers: LAYERS,
    layerWeights,
    repacked: layerWeights * toRepackedShare(repository?.quantization ?? null),
    embeddings,
    tiedOutput: embeddings,
    adapters: 0,
    projector: model.projectorBytes,
    encoder:
      model.projectorBytes > 0 ? countEncoderBuffer(null, options.flashAttention !== 'off') : 0,
    cache:
      toCacheShare(layout) *
      (cells.global * cache.globalBytesPerToken + cells.sliding * cache.slidingBytesPerToken),
    activations: engine.batchSize * (4 * 25 * width + 2 * (cells.global + cells.sliding)),
    scores: engine.scoresWholeBatch ? engine.batchSize * VOCABULARY * 4 : 0,
    engine: engine.baseBytes + VOCABULARY * engine.vocabularyEntryBytes,
  }
}

/** All of them come with their chat template. */
export const CATALOGUE_ENGINE = suitableEngine({ seesPictures: true, chatTemplate: 'own' })

/** Weights read for each token: less than all in mixtures of experts. */
export function countActiveBytes(model: CatalogueModel, repositoryIndex: number): number {
  const weights = model.repositories[repositoryIndex]?.aboutBytes ?? 0
  return (weights * model.activeParameters) / model.parameters
}

/** Width of the embeddings: a curve through Gemma 3's 640, 1152, 2560, 3840 and 5376, within 15 %. */
const guessWidth = (parameters: number) => 1150 * (parameters / 1e9) ** 0.47

/** Embeddings are kept at 6.5 bits or more, however small the other weights are. */
const embeddingWeightBytes = ({ parameters }: CatalogueModel, weights: number) =>
  Math.max(6.5625 / 8, weights / parameters)
