import type {
  Repository,
  SearchPage,
  SearchQuery,
  SearchResult,
} from '../../../contract/model-sources.ts'
import { followRedirects } from '../../../network/follow-redirects.ts'
import type { HttpClient, HttpResponse } from '../../../network/http.ts'
import type { HubAccess } from '../../../network/hub-access.ts'
import type { CaratError } from '../../../platform/carat-error.ts'
import { isPlainPath } from '../file-names.ts'
import { findFile, linkedLength, toLocation } from '../find-file.ts'
import { groupFiles } from '../group-files.ts'
import { hubFailed, notFound, parseDate, parseSha256, readJson } from '../hub-answers.ts'
import type { FileLocation, ModelSource, RemotePath } from '../model-source.ts'
import {
  BRANCH,
  commitOf,
  filesAnswerSchema,
  modelAnswerSchema,
  type ScopeModel,
  searchAnswerSchema,
} from './model-scope-shapes.ts'

const PAGE_SIZE = 24
/** The API's own bound on `page_number * page_size`. */
const MOST_RESULTS = 3000

/** Its names for orders; it has no trend, and downloads come nearest. */
const sorts: Record<SearchQuery['sort'], string> = {
  downloads: 'downloads',
  likes: 'likes',
  updated: 'last_modified',
  trending: 'downloads',
}

/** ModelScope by its public API, without an account. */
export function createModelScopeSource(http: HttpClient, access: HubAccess): ModelSource {
  const endpoint = () => access.endpoint('modelscope')

  async function ask(path: string, repository: string, signal: AbortSignal): Promise<HttpResponse> {
    const url = new URL(endpoint() + path)
    const { response } = await followRedirects(http, { url, signal })
    if (response.status === 200) return response
    throw await toRefusal(response, repository)
  }

  async function search(query: SearchQuery, signal: AbortSignal): Promise<SearchPage> {
    const page = Number(/^\d{1,4}$/.exec(query.cursor ?? '')?.[0] ?? 1)
    const parameters = new URLSearchParams({
      'filter.library': 'gguf',
      sort: sorts[query.sort],
      page_number: String(page),
      page_size: String(PAGE_SIZE),
      ...(query.text.trim() && { search: query.text.trim() }),
      ...(query.pictures && { 'filter.task': 'image-text-to-text' }),
    })
    const response = await ask(`/openapi/v1/models?${parameters.toString()}`, query.text, signal)
    const { data } = await readJson(response, searchAnswerSchema)
    const isLast =
      data.models.length === 0 ||
      page * PAGE_SIZE >= (data.total_count ?? 0) ||
      (page + 1) * PAGE_SIZE > MOST_RESULTS
    return {
      results: data.models.filter((model) => isWanted(model, query)).map(toResult),
      cursor: isLast ? null : String(page + 1),
    }
  }

  async function readRepository(repository: string, signal: AbortSignal): Promise<Repository> {
    const name = checkName(repository)
    const [{ data: model }, files] = await Promise.all([
      ask(`/openapi/v1/models/${name}`, name, signal).then((response) =>
        readJson(response, modelAnswerSchema),
      ),
      readFiles(name, signal),
    ])
    const { ref, ...facts } = toResult({ ...model, id: name })
    return {
      ref,
      revision: commitOf(files),
      title: facts.title,
      author: facts.author,
      licence: facts.licence,
      gate: facts.gate,
      pageUrl: `${endpoint()}/models/${name}`,
      downloads: facts.downloads,
      likes: facts.likes,
      updatedAt: facts.updatedAt,
      architecture: null,
      parameters: facts.parameters,
      trainedContext: null,
      ...groupFiles(
        files.Files.filter(({ Type }) => Type === 'blob').map(({ Path, Size, Sha256 }) => ({
          path: Path,
          bytes: Size,
          sha256: parseSha256(Sha256),
        })),
      ),
    }
  }

  async function readFiles(name: string, signal: AbortSignal) {
    const path = `/api/v1/models/${name}/repo/files?Revision=${BRANCH}&Recursive=True`
    const { Data: data } = await readJson(await ask(path, name, signal), filesAnswerSchema)
    if (!data) throw notFound(name)
    return data
  }

  async function locate(file: RemotePath, signal: AbortSignal): Promise<FileLocation> {
    const name = checkName(file.ref.repository)
    if (!isPlainPath(file.path)) throw notFound(name)
    const query = new URLSearchParams({ Revision: file.revision, FilePath: file.path })
    const url = new URL(`${endpoint()}/api/v1/models/${name}/repo?${query.toString()}`)
    const found = await findFile(http, { url, headers: {}, signal }, (response) =>
      toRefusal(response, name),
    )
    const linked = found.answers.find((headers) => headers['x-linked-etag'] !== undefined)
    return toLocation(found, {
      bytes: linkedLength(found.answers),
      sha256: parseSha256(linked?.['x-linked-etag']),
    })
  }

  return {
    kind: 'modelscope',
    search,
    readRepository: (ref, signal) => readRepository(ref.repository, signal),
    async checkAccess(ref, signal) {
      await readFiles(checkName(ref.repository), signal)
    },
    locate,
  }
}

function checkName(repository: string): string {
  if (!/^(?!\.+\/)[\w.-]{1,96}\/(?!\.+$)[\w.-]{1,96}$/.test(repository)) throw notFound(repository)
  return repository
}

/** What is private or has to be asked for is refused like what is not there. */
async function toRefusal(response: HttpResponse, repository: string): Promise<CaratError> {
  if ([401, 403, 404].includes(response.status)) {
    response.discard()
    return notFound(repository)
  }
  return hubFailed(response, await response.text(4096))
}

function isWanted(model: ScopeModel, query: SearchQuery): boolean {
  return query.mostParameters === null || (model.params ?? 0) <= query.mostParameters
}

function toResult(model: ScopeModel): SearchResult {
  const [owner = '', name = ''] = model.id.split('/')
  const tasks = model.tasks ?? []
  return {
    ref: { source: 'modelscope', repository: model.id },
    title: model.display_name || name,
    author: owner,
    licence: model.license || null,
    gate: model.gated ? 'gated' : 'open',
    downloads: model.downloads ?? null,
    likes: model.likes ?? null,
    updatedAt: parseDate(model.last_modified),
    pictures: tasks.length === 0 ? null : tasks.includes('image-text-to-text'),
    parameters: model.params || null,
  }
}
