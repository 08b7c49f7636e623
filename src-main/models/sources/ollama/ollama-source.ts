import { createHash } from 'node:crypto'
import type { Repository, SearchPage, SearchQuery } from '../../../contract/model-sources.ts'
import { followRedirects } from '../../../network/follow-redirects.ts'
import type { HttpClient, HttpResponse } from '../../../network/http.ts'
import type { HubAccess } from '../../../network/hub-access.ts'
import { CaratError } from '../../../platform/carat-error.ts'
import { findFile, toLocation } from '../find-file.ts'
import { hubFailed, notFound, parseSha256 } from '../hub-answers.ts'
import type { FileLocation, ModelSource, RemotePath } from '../model-source.ts'
import { formatOllamaName, type OllamaName, parseOllamaName } from './model-name.ts'
import {
  type Config,
  configSchema,
  digestPattern,
  type Layer,
  layerTypes,
  MANIFEST_TYPE,
  manifestSchema,
  nameLicence,
  readParameters,
} from './registry-shapes.ts'

/**
 * Ollama's registry, and others of its kind by names with a host. A model is the tag of a name; its
 * files are blobs named by their hash, which is their path here and pins them.
 */
export function createOllamaSource(http: HttpClient, access: HubAccess): ModelSource {
  function addressOf({ host, namespace, model }: OllamaName): string {
    const endpoint = access.endpoint('ollama')
    const base = host === null || host === new URL(endpoint).host ? endpoint : `https://${host}`
    return `${base}/v2/${namespace}/${model}`
  }

  async function ask(
    url: string,
    { name, accept, signal }: { name: OllamaName; accept?: string; signal: AbortSignal },
  ): Promise<HttpResponse> {
    const headers: Record<string, string> = accept === undefined ? {} : { accept }
    const { response } = await followRedirects(http, { url: new URL(url), headers, signal })
    if (response.status === 200) return response
    throw await toRefusal(response, name)
  }

  async function readBlob(name: OllamaName, layer: Layer, signal: AbortSignal): Promise<string> {
    const response = await ask(`${addressOf(name)}/blobs/${layer.digest}`, { name, signal })
    return await response.text()
  }

  async function readManifest(name: OllamaName, signal: AbortSignal) {
    const url = `${addressOf(name)}/manifests/${name.tag}`
    const response = await ask(url, { name, accept: MANIFEST_TYPE, signal })
    const text = await response.text()
    const manifest = manifestSchema.safeParse(parseJson(text))
    if (!manifest.success) throw hubFailed(response, text, { cause: manifest.error })
    const digest = createHash('sha256').update(text).digest('hex')
    return { ...manifest.data, revision: `sha256:${digest}` }
  }

  async function readRepository(name: OllamaName, signal: AbortSignal): Promise<Repository> {
    const { config: configLayer, layers, revision } = await readManifest(name, signal)
    const licence = layers.find(({ mediaType }) => mediaType === layerTypes.licence)
    const [config, licenceWords] = await Promise.all([
      configLayer ? readBlob(name, configLayer, signal) : '',
      licence ? readBlob(name, licence, signal) : '',
    ])
    const facts = configSchema.safeParse(parseJson(config)).data ?? {}
    const ofType = (type: string) => layers.filter(({ mediaType }) => mediaType === type)
    return {
      ref: { source: 'ollama', repository: formatOllamaName(name) },
      revision,
      title: `${name.model}:${name.tag}`,
      author: name.namespace === 'library' ? 'Ollama' : name.namespace,
      licence: nameLicence(licenceWords),
      gate: 'open',
      pageUrl: pageOf(name),
      downloads: null,
      likes: null,
      updatedAt: null,
      architecture: facts.model_family ?? null,
      parameters: readParameters(facts),
      trainedContext: facts.context_length ?? null,
      variants: ofType(layerTypes.model).map((layer) => toVariant(layer, name, facts)),
      projectors: ofType(layerTypes.projector).map(toFile),
    }
  }

  /** The registry has no list to search, so a text is a name, and what it means is the result. */
  async function search(query: SearchQuery, signal: AbortSignal): Promise<SearchPage> {
    const name = parseOllamaName(query.text)
    const repository = name && (await readRepository(name, signal).catch(ignoreUnknown))
    if (!repository) return { results: [], cursor: null }
    const pictures = repository.projectors.length > 0
    const isSmall =
      query.mostParameters === null || (repository.parameters ?? 0) <= query.mostParameters
    const isWanted = isSmall && (pictures || !query.pictures)
    const { ref, title, author, licence, gate, downloads, likes, updatedAt, parameters } =
      repository
    const result = { ref, title, author, licence, gate, downloads, likes, updatedAt, parameters }
    return { results: isWanted ? [{ ...result, pictures }] : [], cursor: null }
  }

  async function locate(file: RemotePath, signal: AbortSignal): Promise<FileLocation> {
    const name = nameOf(file.ref.repository)
    if (!digestPattern.test(file.path)) throw notFound(file.ref.repository)
    const url = new URL(`${addressOf(name)}/blobs/${file.path}`)
    const found = await findFile(http, { url, headers: {}, signal }, (response) =>
      toRefusal(response, name),
    )
    return toLocation(found, {
      bytes: null,
      sha256: parseSha256(file.path.slice('sha256:'.length)),
    })
  }

  return {
    kind: 'ollama',
    search,
    readRepository: async (ref, signal) => await readRepository(nameOf(ref.repository), signal),
    async checkAccess(ref, signal) {
      await readManifest(nameOf(ref.repository), signal)
    },
    locate,
  }
}

function nameOf(repository: string): OllamaName {
  const name = parseOllamaName(repository)
  if (!name) throw notFound(repository)
  return name
}

/** Private models need keys that Ollama makes; to others, registries say that there is no such model. */
async function toRefusal(response: HttpResponse, name: OllamaName): Promise<CaratError> {
  if ([401, 403, 404].includes(response.status)) {
    response.discard()
    return notFound(formatOllamaName(name))
  }
  return hubFailed(response, await response.text(4096))
}

function ignoreUnknown(error: unknown): null {
  if (error instanceof CaratError && error.code === 'HUB_NOT_FOUND') return null
  throw error
}

function toVariant(
  layer: Layer,
  name: OllamaName,
  facts: Partial<Config>,
): Repository['variants'][0] {
  const file = toFile(layer)
  const label = facts.file_type || name.tag
  return { id: file.path, label, files: [file], bytes: file.bytes, missingParts: [] }
}

const toFile = ({ digest, size }: Layer) => ({
  path: digest,
  bytes: size,
  sha256: digest.slice('sha256:'.length),
})

/** The registry's own page for a person to read; other registries have theirs at the same path. */
function pageOf({ host, namespace, model, tag }: OllamaName): string {
  if (host !== null) return `https://${host}/${namespace}/${model}`
  return `https://ollama.com/${namespace}/${model}:${tag}`
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
