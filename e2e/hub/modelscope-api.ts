import { signedAddress } from './cdn.ts'
import { gitBlobId } from './content.ts'
import { type Exchange, type Route, sendJson, sendText } from './exchange.ts'
import { filesAt, headCommit, type HubRepository, isLarge, resolveRevision } from './repository.ts'
import { serveContent } from './serve-content.ts'

/**
 * ModelScope, as far as search, listing and download go; it offers every open repository of the hub.
 *
 * Sources: modelscope's `hub/api.py` and `hub/file_download.py` (`/api/v1/models/{id}`,
 * `…/repo/files?Revision=&Recursive=`, `…/repo?Revision=&FilePath=`), its OpenAPI as clients of 2026
 * use it (`/openapi/v1/models`, `success`/`data.models`/`total_count`, at most 50 a page) and
 * `/models/{id}/resolve/{rev}/{path}`, which redirects to a storage host that takes ranges.
 */
export const modelScope: Route = (exchange) => {
  const { segments } = exchange
  if (segments[0] === 'openapi' && segments[2] === 'models') return openApi(exchange)
  if (segments[0] === 'models' && segments[3] === 'resolve') {
    const repository = find(exchange, segments[1], segments[2])
    return sendFile(exchange, repository, segments[4] ?? 'master', segments.slice(5).join('/'))
  }
  if (segments[0] !== 'api' || segments[1] !== 'v1' || segments[2] !== 'models') return false
  const repository = find(exchange, segments[3], segments[4])
  const query = exchange.url.searchParams
  const revision = query.get('Revision') ?? 'master'
  if (segments[5] === undefined) return describe(exchange, repository)
  if (segments[6] === 'files') return listFiles(exchange, repository, revision)
  return sendFile(exchange, repository, revision, query.get('FilePath') ?? '')
}

const find = ({ hub }: Exchange, owner = '', name = ''): HubRepository | undefined => {
  const repository = hub.repositories.get(`${owner}/${name}`)
  return repository?.privateTo || repository?.gate ? undefined : repository
}

const refuse = (exchange: Exchange, message: string): true =>
  sendJson(exchange, 404, {
    Code: 10010205001,
    Message: message,
    RequestId: 'test',
    Success: false,
  })

const succeed = (exchange: Exchange, data: unknown): true =>
  sendJson(exchange, 200, {
    Code: 200,
    Data: data,
    Message: 'success',
    RequestId: 'test',
    Success: true,
  })

function openApi(exchange: Exchange): true {
  const { segments, url, hub } = exchange
  if (segments.length > 3) {
    const repository = find(exchange, segments[3], segments[4])
    if (!repository) return sendJson(exchange, 404, { success: false, message: 'not found' })
    return sendJson(exchange, 200, {
      success: true,
      request_id: 'test',
      data: openFacts(repository),
    })
  }
  const query = url.searchParams
  const size = Number(query.get('page_size') ?? 10)
  const page = Number(query.get('page_number') ?? 1)
  if (size > 50) return sendJson(exchange, 400, { success: false, message: 'page_size over 50' })
  const task = query.get('filter.task')
  const words = (query.get('search') ?? '').toLowerCase().split(/\s+/)
  const found = [...hub.repositories.values()].filter(
    ({ name, gate, privateTo, pipeline }) =>
      !gate &&
      !privateTo &&
      (task === null || pipeline === task) &&
      words.every((word) => name.toLowerCase().includes(word)),
  )
  const sort = query.get('sort')
  const value = (one: HubRepository) =>
    sort === 'last_modified'
      ? Date.parse(one.updatedAt)
      : one[sort === 'likes' ? 'likes' : 'downloads']
  found.sort((one, other) => value(other) - value(one))
  const models = found.slice((page - 1) * size, page * size).map(openFacts)
  return sendJson(exchange, 200, {
    success: true,
    request_id: 'test',
    data: { models, total_count: found.length, page_number: page, page_size: size },
  })
}

function openFacts(repository: HubRepository) {
  const { name, downloads, likes, licence, pipeline, updatedAt, gguf } = repository
  const files = [...filesAt(repository, headCommit(repository)).values()]
  return {
    id: name,
    display_name: name.split('/')[1],
    description: '',
    owner: name.split('/')[0],
    repo_name: name.split('/')[1],
    downloads,
    likes,
    license: licence ?? '',
    tasks: pipeline ? [pipeline] : [],
    created_at: updatedAt,
    last_modified: updatedAt,
    file_size: files.reduce((sum, { bytes }) => sum + bytes, 0),
    params: gguf?.total ?? 0,
    tags: [`license:${licence ?? ''}`, 'library:gguf'],
    private: false,
    gated: false,
  }
}

function describe(exchange: Exchange, repository: HubRepository | undefined): true {
  if (!repository) return refuse(exchange, 'record not found')
  const [owner, name] = repository.name.split('/')
  return succeed(exchange, {
    Path: owner,
    Name: name,
    Revision: 'master',
    License: repository.licence ?? '',
    Downloads: repository.downloads,
    Stars: repository.likes,
    Tasks: repository.pipeline ? [{ Name: repository.pipeline }] : [],
    LastUpdatedTime: Math.floor(Date.parse(repository.updatedAt) / 1000),
  })
}

function listFiles(
  exchange: Exchange,
  repository: HubRepository | undefined,
  revision: string,
): true {
  if (!repository) return refuse(exchange, 'record not found')
  const commit = resolveRevision(repository, revision)
  // An unknown revision is a success without files there.
  if (!commit) return succeed(exchange, { Files: null, IsVisual: 0, LatestCommitter: null })
  const files = [...filesAt(repository, commit)].map(([path, content]) => ({
    Name: path.split('/').at(-1),
    Path: path,
    Type: 'blob',
    Size: content.bytes,
    Sha256: content.sha256,
    IsLFS: isLarge(path, content),
    Mode: '100644',
    Revision: commit,
    CommittedDate: Math.floor(Date.parse(repository.updatedAt) / 1000),
  }))
  return succeed(exchange, {
    Files: files,
    IsVisual: 0,
    LatestCommitter: { Id: '', ShortId: commit.slice(0, 8), Message: 'Add files' },
  })
}

function sendFile(
  exchange: Exchange,
  repository: HubRepository | undefined,
  revision: string,
  path: string,
): boolean | Promise<boolean> {
  const commit = repository && resolveRevision(repository, revision)
  const content = repository && commit && filesAt(repository, commit).get(path)
  if (!content) return refuse(exchange, 'record not found')
  if (!isLarge(path, content)) {
    const etag = `"${gitBlobId(content.read(0, content.bytes))}"`
    return serveContent(exchange, content, { etag })
  }
  return sendText(exchange, 302, '', {
    location: signedAddress(exchange, content),
    'x-linked-etag': content.sha256,
    'x-linked-size': String(content.bytes),
  })
}
