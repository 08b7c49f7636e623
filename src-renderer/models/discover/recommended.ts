import type {
  Catalogue,
  CatalogueModel,
  Recommendation,
} from '../../../src-main/contract/catalogue.ts'
import type { CatalogueEntry } from './use-catalogue-get.ts'

/** A recommendation with the model and the publisher it speaks of; null if there is none. */
export function recommendedFrom({ models, recommendation }: Catalogue): {
  recommendation: Recommendation
  model: CatalogueModel
  entry: CatalogueEntry
} | null {
  const model = models.find(({ id }) => id === recommendation?.modelId)
  const entry = model?.repositories[recommendation?.repositoryIndex ?? 0]
  return recommendation && model && entry ? { recommendation, model, entry } : null
}
