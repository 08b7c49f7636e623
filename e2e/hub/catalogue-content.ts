import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { CatalogueModel } from '../../src-main/contract/catalogue.ts'
import { createOllamaModel, type OllamaModel } from './ollama-model.ts'
import type { RepositoryPlan } from './repository.ts'
import { demoFiles } from './standard-content.ts'

/**
 * Every repository the catalogue names, with the demo model in place of the real weights, so that
 * what the first start recommends can be downloaded, loaded and asked about a picture in seconds.
 */
export function catalogueContent(): {
  repositories: RepositoryPlan[]
  ollamaModels: OllamaModel[]
} {
  const { model, projector } = demoFiles()
  const file = resolve(import.meta.dirname, '../../resources/catalogue/models.json')
  const entries = JSON.parse(readFileSync(file, 'utf8')) as CatalogueModel[]
  const offers = entries.flatMap((entry) =>
    entry.repositories.map((offer) => ({ entry, offer, ...offer.ref })),
  )
  return {
    repositories: offers
      .filter(({ source }) => source === 'huggingface')
      .map(({ entry, offer, repository }) => {
        const pictures = entry.inputs.includes('pictures')
        const base = repository.split('/')[1]!.replace(/-gguf$/i, '')
        return {
          name: repository,
          gate: offer.gated ? 'manual' : false,
          licence: entry.licence.id,
          pipeline: pictures ? 'image-text-to-text' : 'text-generation',
          gguf: { total: entry.parameters, architecture: 'gemma3', context_length: 8192 },
          files: {
            [`${base}-${offer.quantization}.gguf`]: model,
            ...(pictures && { 'mmproj-model-f16.gguf': projector }),
          },
        }
      }),
    ollamaModels: offers
      .filter(({ source }) => source === 'ollama')
      .map(({ entry, offer, repository }) =>
        createOllamaModel({
          name: repository.includes('/') ? repository : `library/${repository}`,
          family: 'gemma3',
          quantization: offer.quantization,
          weights: model,
          ...(entry.inputs.includes('pictures') && { projector }),
        }),
      ),
  }
}
