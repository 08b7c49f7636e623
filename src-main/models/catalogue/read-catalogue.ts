import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import {
  type CatalogueModel,
  catalogueModelSchema,
  type Quantization,
  quantizationSchema,
} from '../../contract/catalogue.ts'
import type { RepositoryRef } from '../../contract/model-sources.ts'

/** The models and kinds of weights Carat knows without asking anyone. */
export interface CatalogueFacts {
  models: CatalogueModel[]
  quantizations: Quantization[]
}

/**
 * Reads `resources/catalogue`. Its figures are for first estimates only: sizes and hashes come from
 * the hub when a model is looked at.
 */
export function readCatalogue(resourcesFolder: string): CatalogueFacts {
  const read = (name: string): unknown =>
    JSON.parse(readFileSync(join(resourcesFolder, 'catalogue', name), 'utf8'))
  return {
    models: z.array(catalogueModelSchema).parse(read('models.json')),
    quantizations: z.array(quantizationSchema).parse(read('quantizations.json')),
  }
}

/** What Carat calls the model of a repository; null for one it does not know. */
export const nameInCatalogue = (
  models: readonly CatalogueModel[],
  { repository, source }: RepositoryRef,
): string | null =>
  models.find(({ repositories }) =>
    repositories.some(
      ({ ref }) =>
        ref.source === source && ref.repository.toLowerCase() === repository.toLowerCase(),
    ),
  )?.name ?? null
