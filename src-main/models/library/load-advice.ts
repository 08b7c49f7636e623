import type { CatalogueModel } from '../../contract/catalogue.ts'
import type { Sampling } from '../../contract/load-options.ts'
import type { RepositoryRef } from '../../contract/model-sources.ts'
import { DEMO_MODEL_ID, type DemoModel } from '../demo-model.ts'
import type { StoredModel } from './stored-model.ts'

/**
 * What Google recommends for Gemma 3: temperature 1.0, top-k 64, top-p 0.95, no min-p, no repeat
 * penalty (ai.google.dev, Gemma 3 model card).
 */
const GEMMA_SAMPLING: Sampling = { temperature: 1, topK: 64, topP: 0.95, minP: 0 }

/** llama.cpp's own defaults, for models whose makers say nothing. */
const PLAIN_SAMPLING: Sampling = { temperature: 0.8, topK: 40, topP: 0.95, minP: 0.05 }

const keyOf = ({ repository, source }: RepositoryRef) => `${source} ${repository.toLowerCase()}`

/** What a model is used with while its user has chosen nothing. */
export interface LoadAdvice {
  sampling: Sampling
  /** Null lets Carat choose what fits memory. */
  contextSize: number | null
}

/** Finds what a model's makers recommend: by its repository in the catalogue, else by its architecture. */
export function createLoadAdvice(catalogue: readonly CatalogueModel[], demo: DemoModel) {
  const byRepository = new Map(
    catalogue.flatMap(({ repositories, sampling }) =>
      sampling ? repositories.map(({ ref }) => [keyOf(ref), sampling] as const) : [],
    ),
  )
  return ({ facts, id, origin }: Pick<StoredModel, 'facts' | 'id' | 'origin'>): LoadAdvice => {
    if (id === DEMO_MODEL_ID) return demo
    const known = origin && byRepository.get(keyOf(origin.ref))
    const byArchitecture = facts?.architecture.startsWith('gemma') ? GEMMA_SAMPLING : PLAIN_SAMPLING
    return { sampling: known ?? byArchitecture, contextSize: null }
  }
}
