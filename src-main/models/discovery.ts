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
import { createRecent } from './recent.ts'
import type { CatalogueFacts } from './catalogue/read-catalogue.ts'
import type { FitService } from './fit/fit-service.ts'
import { pairs } from './gguf/projector-pairing.ts'
import { readGguf } from './gguf/read-gguf.ts'
import { toGgufFacts } from './gguf/read-gguf-facts.ts'
import { checkRunnable } from './gguf/check-runnable.ts'
import type { GgufHeader } from './gguf/gguf-header.ts'
import type { ModelSources } from './sources/model-source.ts'
import { openRemoteFile } from './sources/remote-byte-source.ts'

/** Finding models and judging them before anything is downloaded. */
export function createDiscovery(parts: {
  facts: CatalogueFacts
  http: HttpClient
  sources: ModelSources
  fit: FitService
}) {
  const { facts, fit, http, sources } = parts
  // What belongs to a commit does not change, and a list of versions asks for the same again.
  const repositories = createRecent<Repository>(20)
  const headers = createRecent<GgufHeader>(60)

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
      const repository = await repositories.get(JSON.stringify([choice.ref, choice.revision]), () =>
        readRepository(choice.ref, signal),
      )
      const variant = repository.variants.find(({ id }) => id === choice.variantId)
      if (!variant) throw new CaratError('HUB_NOT_FOUND', { repository: choice.ref.repository })
      const headerOf = (path: string): Promise<GgufHeader> => {
        const file = { ref: choice.ref, revision: repository.revision, path }
        const source = sources[choice.ref.source]
        return headers.get(JSON.stringify(file), async () =>
          readGguf(await openRemoteFile({ http, source, file, signal }), signal),
        )
      }
      const [first, ...others] = await Promise.all(variant.files.map(({ path }) => headerOf(path)))
      if (!first) throw new CaratError('HUB_NOT_FOUND', { repository: choice.ref.repository })
      const model = toGgufFacts(first, others)
      checkRunnable(model, choice.variantId)
      if (choice.projectorPath === null)
        return await fit.fitFacts(model, null, options, null, signal)
      const projector = toGgufFacts(await headerOf(choice.projectorPath))
      checkRunnable(projector, choice.projectorPath)
      const mismatch = pairs(model, projector)
      if (mismatch)
        throw new CaratError('PROJECTOR_MISMATCH', {
          ...mismatch,
          projectorName: choice.projectorPath,
        })
      return await fit.fitFacts(model, projector, options, null, signal)
    },

    /** @throws CaratError `HUB_ACCESS` with the reason, and others of the source */
    checkAccess: (ref: RepositoryRef, signal: AbortSignal = forever()): Promise<void> =>
      sources[ref.source].checkAccess(ref, signal),
  }
}

const forever = (): AbortSignal => new AbortController().signal
