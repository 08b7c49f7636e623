import type { Catalogue } from '../contract/catalogue.ts'
import type { ModelChoice } from '../contract/discovery.ts'
import type { Fit } from '../contract/fit.ts'
import type { LoadOptions } from '../contract/load-options.ts'
import type {
  Repository,
  RepositoryRef,
  SearchPage,
  SearchQuery,
} from '../contract/model-sources.ts'
import type { HttpClient } from '../network/http.ts'
import { CaratError } from '../platform/carat-error.ts'
import { readCatalogue } from './catalogue/read-catalogue.ts'
import type { FitService } from './fit/fit-service.ts'
import { readGguf } from './gguf/read-gguf.ts'
import { toGgufFacts } from './gguf/read-gguf-facts.ts'
import type { GgufHeader } from './gguf/gguf-header.ts'
import type { ModelSources } from './sources/model-source.ts'
import { openRemoteFile } from './sources/remote-byte-source.ts'

export type Discovery = ReturnType<typeof createDiscovery>

/** Finding models and judging them before anything is downloaded. */
export function createDiscovery(parts: {
  resourcesFolder: string
  http: HttpClient
  sources: ModelSources
  fit: FitService
}) {
  const { fit, http, resourcesFolder, sources } = parts
  const facts = readCatalogue(resourcesFolder)

  const readRepository = async (ref: RepositoryRef, signal: AbortSignal = forever()) =>
    sources[ref.source].readRepository(ref, signal)

  return {
    /** What ships with Carat, judged for this computer as it is now; asks no hub. */
    async catalogue(signal?: AbortSignal): Promise<Catalogue> {
      const machine = await fit.machine(signal)
      return {
        models: facts.models.map((model) => ({
          ...model,
          fit: fit.fitCatalogue(model, 0, machine),
        })),
        quantizations: facts.quantizations,
        recommendation: fit.recommend(facts.models, machine),
      }
    },

    /** @throws CaratError of the source */
    search: (query: SearchQuery, signal: AbortSignal = forever()): Promise<SearchPage> =>
      sources[query.source].search(query, signal),

    /** @throws CaratError of the source */
    repository: (ref: RepositoryRef, signal?: AbortSignal): Promise<Repository> =>
      readRepository(ref, signal),

    /**
     * Judges a model by the headers of its files, read over the network; nothing is stored.
     *
     * @throws CaratError of the source, and of a header that is not right
     */
    async fit(
      choice: ModelChoice,
      options: LoadOptions,
      signal: AbortSignal = forever(),
    ): Promise<Fit> {
      const repository = await readRepository(choice.ref, signal)
      const variant = repository.variants.find(({ id }) => id === choice.variantId)
      if (!variant) throw new CaratError('HUB_NOT_FOUND', { repository: choice.ref.repository })
      const headerOf = async (path: string): Promise<GgufHeader> => {
        const file = { ref: choice.ref, revision: repository.revision, path }
        const source = sources[choice.ref.source]
        return readGguf(await openRemoteFile({ http, source, file, signal }), signal)
      }
      const [first, ...others] = await Promise.all(variant.files.map(({ path }) => headerOf(path)))
      if (!first) throw new CaratError('HUB_NOT_FOUND', { repository: choice.ref.repository })
      const projector =
        choice.projectorPath === null ? null : toGgufFacts(await headerOf(choice.projectorPath))
      return await fit.fitFacts(toGgufFacts(first, others), projector, options, null, signal)
    },

    /** @throws CaratError `HUB_ACCESS` with the reason, and others of the source */
    checkAccess: (ref: RepositoryRef, signal: AbortSignal = forever()): Promise<void> =>
      sources[ref.source].checkAccess(ref, signal),
  }
}

const forever = (): AbortSignal => new AbortController().signal
