import { CaratError } from '../platform/carat-error.ts'
import { isPrivateHost, isPrivateName } from './address-ranges.ts'
import type { HttpClient, HttpRequest, HttpResponse } from './http.ts'

/** Hops that are followed: one to another spelling, some through storage hosts. */
const MOST_HOPS = 5

const redirects = new Set([301, 302, 303, 307, 308])
/** What a host was told in confidence and no other may hear. */
const secretHeaders = new Set(['authorization', 'cookie', 'proxy-authorization'])

/** The end of a chain of redirects. */
export interface Followed {
  /** Not a redirect; its body has not been read. */
  response: HttpResponse
  /** Headers that were sent to the last host: without secrets where it is another than the first. */
  sentHeaders: Record<string, string>
  /** Headers of the redirects on the way, in order. */
  hops: Record<string, string>[]
}

/**
 * Sends a GET or HEAD and follows where it leads: at most five hops; to https only, unless the first
 * address is itself plain http, as a user may have set up; from a public host never into this
 * computer or its network; `Authorization` and cookies only to the first host.
 *
 * @throws CaratError `REDIRECT_REFUSED` for any other, before anything is sent there, and as
 *   `HttpClient`.
 */
export async function followRedirects(http: HttpClient, request: HttpRequest): Promise<Followed> {
  const start = request.url
  const hops: Record<string, string>[] = []
  let headers = request.headers ?? {}
  let url = start
  let response = await http.send(request)
  // Each hop is known only from the answer of the one before.
  for (;;) {
    const { location } = response.headers
    if (!redirects.has(response.status) || location === undefined)
      return { response, sentHeaders: headers, hops }
    response.discard()
    hops.push(response.headers)
    const next = parseTarget(location, url)
    if (hops.length > MOST_HOPS || !isAllowed(next, start)) throw refusal(url, next)
    if (next.origin !== start.origin) headers = withoutSecrets(headers)
    response = await sendHop(http, { ...request, url: next, headers }, { start, from: url })
    url = next
  }
}

/** Holds a hop to public addresses, unless the first host is itself private. */
async function sendHop(
  http: HttpClient,
  request: HttpRequest,
  { start, from }: { start: URL; from: URL },
): Promise<HttpResponse> {
  const { url } = request
  if (url.origin === start.origin || isPrivateName(start.hostname)) return await http.send(request)
  try {
    return await http.send({ ...request, publicOnly: true })
  } catch (error) {
    if (!(error instanceof CaratError) || error.code !== 'REDIRECT_REFUSED') throw error
    // Asked only now: where names are resolved by a proxy, asking can take long and tell nothing.
    if (!(await isPrivateHost(start.hostname))) throw refusal(from, url)
    return await http.send(request)
  }
}

function parseTarget(location: string, base: URL): URL | null {
  try {
    const target = new URL(location, base)
    target.hash = ''
    return target
  } catch {
    return null
  }
}

function isAllowed(target: URL | null, start: URL): target is URL {
  if (target === null || target.username !== '' || target.password !== '') return false
  return target.protocol === 'https:' || (target.protocol === 'http:' && start.protocol === 'http:')
}

function withoutSecrets(headers: Record<string, string>): Record<string, string> {
  const kept = Object.entries(headers).filter(([name]) => !secretHeaders.has(name.toLowerCase()))
  return Object.fromEntries(kept)
}

/** Only the origin of the target is told: the rest may be signed. */
function refusal(from: URL, target: URL | null): CaratError {
  const name = target ? `${target.protocol}//${target.host}` : '?'
  return new CaratError('REDIRECT_REFUSED', { host: from.host, target: name })
}
