import type { CatalogueModel } from '../../contract/catalogue.ts'
import type { LoadOptions } from '../../contract/load-options.ts'
import type { Engine } from '../../inference/engine.ts'
import type { GgufFacts } from '../gguf/gguf-facts.ts'
import { CATALOGUE_ENGINE, countActiveBytes, countCatalogueNeeds } from './catalogue-needs.ts'
import { correctEstimate } from './correct-estimate.ts'
import { estimateMemory } from './estimate-memory.ts'
import { expectSpeed } from './expected-speed.ts'
import type { Candidate } from './judge-fit.ts'
import type { ObservationStore } from './observation-store.ts'
import { type MemorySupply, placeMemory } from './place-memory.ts'

/** What was seen here, and what can be had now. */
interface Surroundings {
  supply: MemorySupply
  observed: Pick<ObservationStore, 'loads' | 'speeds'>
}

/** The load options that an estimate depends on. */
export type FitOptions = Pick<
  LoadOptions,
  'contextSize' | 'gpuLayers' | 'cacheType' | 'flashAttention'
>

/** A model by the headers of its files. */
export interface FactsSubject {
  model: GgufFacts
  projector: GgufFacts | null
  options: FitOptions
  kind: Engine['kind']
  /** Null for a model that is not in the library. */
  modelId: string | null
  adapterBytes?: number
}

/** Options that were loaded with once and are asked for again have the same text. */
export const toOptionsKey = (
  { cacheType, flashAttention, gpuLayers }: FitOptions,
  contextSize: number,
) => JSON.stringify([contextSize, cacheType, flashAttention, gpuLayers])

/** A candidate from headers, corrected by what was seen here. */
export function fromFacts(subject: FactsSubject, { observed, supply }: Surroundings): Candidate {
  const { kind, model, modelId, options } = subject
  const loads = observed.loads()
  const speeds = observed.speeds()
  const activeBytes = model.tensorBytes
  const correct = (contextSize: number) =>
    correctEstimate(
      estimateMemory({ ...subject, contextSize, supply }),
      { modelId, engine: kind, optionsKey: toOptionsKey(options, contextSize) },
      loads,
    )
  const trainedContext = model.shape?.trainedContext ?? 0
  return {
    pictures: kind === 'vision' && subject.projector !== null,
    estimate: (contextSize) => correct(contextSize).estimate,
    trainedContext,
    wantedContext: options.contextSize,
    basis: correct(options.contextSize ?? trainedContext).measured ? 'measured' : 'header',
    tokensPerSecond: (placement) => expectSpeed({ activeBytes, modelId }, placement, speeds),
  }
}

/** A candidate from published figures, corrected by what was seen of other models here. */
export function fromCatalogue(
  model: CatalogueModel,
  repositoryIndex: number,
  options: FitOptions,
  { observed, supply }: Surroundings,
): Candidate {
  const kind = CATALOGUE_ENGINE
  const loads = observed.loads()
  const speeds = observed.speeds()
  const activeBytes = countActiveBytes(model, repositoryIndex)
  return {
    pictures: model.projectorBytes > 0,
    estimate: (contextSize) =>
      correctEstimate(
        placeMemory(
          countCatalogueNeeds(model, repositoryIndex, contextSize, options),
          supply,
          options.gpuLayers,
        ),
        { modelId: null, engine: kind, optionsKey: '' },
        loads,
      ).estimate,
    trainedContext: model.trainedContext,
    wantedContext: options.contextSize,
    basis: 'facts',
    tokensPerSecond: (placement) => expectSpeed({ activeBytes, modelId: null }, placement, speeds),
  }
}
