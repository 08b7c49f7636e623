import { findRepository, mayRead, tokenOf } from './access.ts'
import { type Exchange, type Route, sendJson, sendText } from './exchange.ts'
import { modelInfo, treeEntry } from './model-info.ts'
import { refuse } from './refusals.ts'
import { databaseId, filesAt, type HubRepository, resolveRevision } from './repository.ts'

/**
 * The JSON side of the Hugging Face hub.
 *
 * Sources: huggingface.co/docs/hub/api, @huggingface/hub 2.17 (`list-models.ts`, `list-files.ts`,
 * `model-info.ts`, `api-model.ts`, `api-index-tree.ts`, `api-who-am-i.ts`) for queries and shapes,
 * and recorded answers of October 2026 for refusals, `auth-check`, `Link` cursors and `expand`.
 */
export const huggingFaceApi: Route = (exchange) => {
  const { segments } = exchange
  if (segments[0] !== 'api') return false
  if (segments[1] === 'whoami-v2') return whoAmI(exchange)
  if (segments[1] !== 'models') return false
  if (segments.length === 2) return listModels(exchange)
  const name = `${segments[2]}/${segments[3]}`
  const moved = renamed(exchange, name)
  if (moved) return moved
  const repository = findRepository(exchange, name)
  if (!repository) return true
  const [what, ...rest] = segments.slice(4)
  if (what === undefined) return oneModel(exchange, repository, 'main')
  if (what === 'revision') return oneModel(exchange, repository, rest.join('/'))
  if (what === 'tree') return listTree(exchange, repository, rest[0] ?? 'main', rest.slice(1))
  if (what === 'xet-read-token') return sendXetToken(exchange, repository)
  if (what === 'auth-check')
    return mayRead(exchange, repository) ? sendText(exchange, 200, 'OK') : true
  return refuse(exchange, 404, null, "Sorry, we can't find the page you are looking for.")
}

/** Another spelling is sent to the right one, on the same host. */
function renamed(exchange: Exchange, name: string): boolean {
  const { hub, url } = exchange
  const right = [...hub.repositories.keys()].find(
    (candidate) => candidate !== name && candidate.toLowerCase() === name.toLowerCase(),
  )
  if (!right || hub.repositories.has(name)) return false
  const location = url.pathname.replace(name, right) + url.search
  return sendText(exchange, 307, `Temporary Redirect. Redirecting to ${location}`, { location })
}

function whoAmI(exchange: Exchange): true {
  const token = tokenOf(exchange)
  if (!token) return refuse(exchange, 401, null, 'Invalid username or password.')
  if (token === 'bad') {
    return refuse(exchange, 401, null, 'Invalid credentials in Authorization header')
  }
  return sendJson(exchange, 200, {
    type: 'user',
    id: databaseId(token.account),
    name: token.account,
    fullname: token.account,
    email: `${token.account}@example.com`,
    emailVerified: true,
    isPro: false,
    orgs: [],
    auth: {
      type: 'access_token',
      accessToken: {
        displayName: 'test',
        role: token.role,
        createdAt: '2026-01-01T00:00:00.000Z',
        ...(token.role === 'fineGrained' && {
          fineGrained: { canReadGatedRepos: token.readsGated, global: [], scoped: [] },
        }),
      },
    },
  })
}

/** The chunked store itself is not here: whoever needs it hears 503 there. */
function sendXetToken(exchange: Exchange, repository: HubRepository): true {
  if (!mayRead(exchange, repository)) return true
  const casUrl = `${exchange.hub.endpoint}/xet`
  const exp = Math.floor(Date.now() / 1000) + 3600
  return sendJson(exchange, 200, { casUrl, exp, accessToken: 'xet-test-token' })
}

function oneModel(exchange: Exchange, repository: HubRepository, revision: string): true {
  const commit = resolveRevision(repository, revision)
  if (!commit) return refuseRevision(exchange, revision)
  const query = exchange.url.searchParams
  return sendModel(exchange, modelInfo(repository, { query, of: 'model', commit }))
}

function sendModel(exchange: Exchange, info: Record<string, unknown>): true {
  if (!('unknown' in info)) return sendJson(exchange, 200, info)
  return refuse(
    exchange,
    400,
    null,
    `"expand" must be one of the known fields: ${String(info.unknown)}`,
  )
}

/** Says that a repository has no such branch or commit. */
export const refuseRevision = (exchange: Exchange, revision: string): true =>
  refuse(exchange, 404, 'RevisionNotFound', `Invalid rev id: ${revision}`)

const sortFields: Record<string, (repository: HubRepository) => number> = {
  downloads: ({ downloads }) => downloads,
  likes: ({ likes }) => likes,
  lastModified: ({ updatedAt }) => Date.parse(updatedAt),
  createdAt: ({ updatedAt }) => Date.parse(updatedAt),
  trendingScore: ({ trending }) => trending,
}

function listModels(exchange: Exchange): true {
  const { hub, url } = exchange
  const query = url.searchParams
  if (tokenOf(exchange) === 'bad') {
    return refuse(exchange, 401, null, 'Invalid credentials in Authorization header')
  }
  const sort = sortFields[query.get('sort') ?? 'trendingScore']
  if (!sort) return refuse(exchange, 400, null, '"sort" must be one of the known fields')
  const found = [...hub.repositories.values()].filter((repository) => isWanted(repository, query))
  found.sort((one, other) => sort(other) - sort(one))
  const infos = found.map((repository) => modelInfo(repository, { query, of: 'list' }))
  const wrong = infos.find((info) => 'unknown' in info)
  if (wrong) return sendModel(exchange, wrong)
  return sendPage(exchange, infos, hub.settings.pageSize)
}

function isWanted(repository: HubRepository, query: URLSearchParams): boolean {
  if (repository.privateTo) return false
  const words = (query.get('search') ?? '').toLowerCase().split(/\s+/)
  if (!words.every((word) => repository.name.toLowerCase().includes(word))) return false
  const author = query.get('author')
  if (author && !repository.name.startsWith(`${author}/`)) return false
  const pipeline = query.get('pipeline_tag')
  if (pipeline && repository.pipeline !== pipeline) return false
  const gated = query.get('gated')
  if (gated && String(repository.gate !== false) !== gated) return false
  const total = repository.gguf?.total
  const [least, most] = parameterBounds(query.get('num_parameters') ?? '')
  if (total !== undefined && (total < least || total > most)) return false
  const filters = query.getAll('filter').flatMap((filter) => filter.split(','))
  return filters.every((tag) => repository.tags.includes(tag) || repository.pipeline === tag)
}

/** `min:1B,max:4.3B`, either alone. */
function parameterBounds(text: string): [number, number] {
  const units: Record<string, number> = { K: 1e3, M: 1e6, B: 1e9 }
  const bound = (name: string) => {
    const [, number, unit = ''] = new RegExp(`${name}:([\\d.]+)([KMB]?)`).exec(text) ?? []
    return number === undefined ? undefined : Number(number) * (units[unit] ?? 1)
  }
  return [bound('min') ?? 0, bound('max') ?? Infinity]
}

function listTree(
  exchange: Exchange,
  repository: HubRepository,
  revision: string,
  folder: string[],
): true {
  const commit = resolveRevision(repository, revision)
  if (!commit) return refuseRevision(exchange, revision)
  const query = exchange.url.searchParams
  const inside = folder.length > 0 ? `${folder.join('/')}/` : ''
  const recursive = ['true', '1'].includes(query.get('recursive')?.toLowerCase() ?? '')
  const expand = ['true', '1'].includes(query.get('expand')?.toLowerCase() ?? '')
  const entries = new Map<string, object>()
  for (const [path, content] of filesAt(repository, commit)) {
    if (!path.startsWith(inside)) continue
    const parts = path.slice(inside.length).split('/')
    for (let depth = 1; depth < (recursive ? parts.length : Math.min(parts.length, 2)); depth++) {
      const directory = inside + parts.slice(0, depth).join('/')
      entries.set(directory, {
        type: 'directory',
        oid: databaseId(directory),
        size: 0,
        path: directory,
      })
    }
    if (recursive || parts.length === 1) entries.set(path, treeEntry(path, content, expand))
  }
  return sendPage(exchange, [...entries.values()], exchange.hub.settings.pageSize)
}

/** A page of a list, with the address of the next one in `Link`. */
function sendPage(exchange: Exchange, items: readonly unknown[], pageSize: number): true {
  const { url, hub } = exchange
  const size = Math.min(Number(url.searchParams.get('limit') ?? pageSize) || pageSize, pageSize)
  const from = Number(Buffer.from(url.searchParams.get('cursor') ?? '', 'base64').toString()) || 0
  const next = new URL(`${hub.endpoint}${url.pathname}${url.search}`)
  next.searchParams.set('cursor', Buffer.from(String(from + size)).toString('base64'))
  const more = from + size < items.length
  return sendJson(exchange, 200, items.slice(from, from + size), {
    ...(more && { link: `<${next.href}>; rel="next"` }),
  })
}
