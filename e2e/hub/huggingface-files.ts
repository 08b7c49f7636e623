import { browserAccount } from './accounts.ts'
import { findRepository, mayRead } from './access.ts'
import { signedAddress } from './cdn.ts'
import { type Content, gitBlobId } from './content.ts'
import { type Exchange, type Route, sendText } from './exchange.ts'
import { refuseRevision } from './huggingface-api.ts'
import { refuse } from './refusals.ts'
import {
  filesAt,
  type HubRepository,
  headCommit,
  isLarge,
  resolveRevision,
  xetHash,
} from './repository.ts'
import { serveContent } from './serve-content.ts'

/** What clients of the chunked store ask for in place of the file. */
const XET_FILE_INFO = 'application/vnd.xet-fileinfo+json'

/**
 * Pages and files of the Hugging Face hub: `/{owner}/{name}`, `…/ask-access`, `…/resolve/{rev}/{path}`.
 *
 * Sources: huggingface_hub `file_download.py` and @huggingface/hub `file-download-info.ts` for the
 * headers read there; recorded answers of 2026 (`hf` trace: 302 with both xet links, the body `Found.
 * Redirecting to`, a git blob id as ETag of small files; 303 of `ask-access`).
 */
export const huggingFaceFiles: Route = (exchange) => {
  const { segments, request } = exchange
  if (segments[0] === 'xet') return sendText(exchange, 503, 'Service Unavailable')
  const name = `${segments[0]}/${segments[1]}`
  const what = segments[2]
  if (segments.length === 2 || what === 'ask-access' || what === 'resolve') {
    const repository = findRepository(exchange, name)
    if (!repository) return true
    if (what === undefined) return showPage(exchange, repository)
    if (what === 'ask-access' && request.method === 'POST') return askAccess(exchange, repository)
    if (what === 'resolve') return resolveFile(exchange, repository)
  }
  return refuse(exchange, 404, null, "Sorry, we can't find the page you are looking for.")
}

function resolveFile(exchange: Exchange, repository: HubRepository): boolean | Promise<boolean> {
  const { hub, segments } = exchange
  if (!mayRead(exchange, repository)) return true
  const revision = segments[3] ?? 'main'
  const commit = resolveRevision(repository, revision)
  if (!commit) return refuseRevision(exchange, revision)
  const path = segments.slice(4).join('/')
  const content = filesAt(repository, commit).get(path)
  if (!content) return refuse(exchange, 404, 'EntryNotFound', 'Entry not found')
  if (!isLarge(path, content)) {
    const etag = `"${gitBlobId(content.read(0, content.bytes))}"`
    return serveContent(exchange, content, {
      etag,
      'x-repo-commit': commit,
      'content-type': 'text/plain; charset=utf-8',
      'content-disposition': `inline; filename*=UTF-8''${encodeURIComponent(path)}`,
    })
  }
  if (exchange.request.headers.accept?.includes(XET_FILE_INFO)) {
    return sendText(exchange, 200, '', {
      'content-type': XET_FILE_INFO,
      'x-repo-commit': commit,
      ...linkedHeaders(exchange, repository, commit, content),
    })
  }
  const location = signedAddress(exchange, content)
  return sendText(exchange, 302, `Found. Redirecting to ${location}`, {
    location,
    ...linkedHeaders(exchange, repository, commit, content),
    'x-repo-commit': commit,
    'accept-ranges': 'bytes',
    vary: 'Accept',
    'cache-control': 'no-store',
    'x-request-id': `Root=1-${hub.requests.all().length}`,
  })
}

function linkedHeaders(
  { hub, act }: Exchange,
  repository: HubRepository,
  commit: string,
  content: Content,
): Record<string, string> {
  const hash = xetHash(content)
  const token = `${hub.endpoint}/api/models/${repository.name}/xet-read-token/${commit}`
  const plan = `${hub.endpoint}/xet/v1/reconstructions/${hash}`
  return {
    'x-linked-size': String(content.bytes),
    'x-linked-etag': act.etag ?? `"${content.sha256}"`,
    'x-xet-hash': hash,
    link: `<${token}>; rel="xet-auth", <${plan}>; rel="xet-reconstruction-info"`,
  }
}

function askAccess(exchange: Exchange, repository: HubRepository): true {
  const { hub, request } = exchange
  const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1]
  const account = (bearer && hub.accounts.tokens.get(bearer)?.account) || browserAccount
  const state = repository.gate === 'manual' ? 'pending' : 'accepted'
  hub.accounts.setLicence(account, repository.name, state)
  return sendText(exchange, 303, '', { location: `${hub.endpoint}/${repository.name}` })
}

function showPage(exchange: Exchange, repository: HubRepository): true {
  const { hub } = exchange
  const { name, gate } = repository
  const state = hub.accounts.licence(browserAccount, name)
  const form =
    `<form method="post" action="/${name}/ask-access">` +
    '<p>You need to agree to share your contact information to access this model</p>' +
    '<button type="submit">Agree and access repository</button></form>'
  const words =
    state === 'accepted'
      ? '<p>You have been granted access to this model</p>'
      : '<p>Your request to access this repo has been submitted</p>'
  const body = gate ? (state === 'none' ? form : words) : ''
  const page =
    `<!doctype html><html lang="en"><head><title>${name}</title></head>` +
    `<body><h1>${name}</h1>${body}<p>${headCommit(repository)}</p></body></html>`
  return sendText(exchange, 200, page, { 'content-type': 'text/html; charset=utf-8' })
}
