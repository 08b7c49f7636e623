import type { IncomingMessage } from 'node:http'
import type { Access } from './access-token.ts'

/** Where this host answers and who may use it. */
export interface Guard {
  /** The only `Host` header that is answered, e.g. `127.0.0.1:40123`. */
  host: string
  access: Access
}

export interface Refusal {
  status: 400 | 403 | 421
  words: string
}

const NO_ACCESS =
  'This is Carat, but this browser has no access to it.\n\n' +
  'Use the window you opened first. For a new link press Enter in the terminal where Carat runs, ' +
  'or restart Carat.\n'

/**
 * Why a request is refused, or null. The exact host keeps out pages that reach loopback through a
 * name of their own (DNS rebinding); the origin keeps out pages of other local servers, to which
 * the browser attaches our cookie.
 */
export function refuse(request: IncomingMessage, { host, access }: Guard): Refusal | null {
  if (request.headers.host !== host)
    return { status: 421, words: `Carat answers at http://${host}/ only.\n` }
  if (!isPlainPath(request.url)) return { status: 400, words: 'Bad request\n' }
  if (!access.admits(request.headers.cookie)) return { status: 403, words: NO_ACCESS }
  const { origin } = request.headers
  const harmless = request.method === 'GET' || request.method === 'HEAD'
  const upgrade = request.headers.upgrade !== undefined
  if (origin !== `http://${host}` && (origin !== undefined || !harmless || upgrade))
    return { status: 403, words: 'Another page may not use Carat.\n' }
  return null
}

/** The token of a sign-in link, or null for any other request. */
export function signInToken(request: IncomingMessage, { host }: Guard): string | null {
  if (request.method !== 'GET' || request.headers.host !== host) return null
  if (!request.url?.startsWith('/?')) return null
  return new URLSearchParams(request.url.slice(2)).get('token')
}

/** False for absolute targets and for paths that would read differently once normalised. */
function isPlainPath(target: string | undefined): boolean {
  if (!target?.startsWith('/') || target.startsWith('//')) return false
  const [path] = target.split('?', 1)
  return URL.canParse(target, 'http://host') && new URL(target, 'http://host').pathname === path
}
