import type { Dispatcher } from 'undici'
import { CaratError } from '../platform/carat-error.ts'
import { isPrivateName, PrivateAddressError } from './address-ranges.ts'
import { createDispatchers } from './dispatchers.ts'
import type { HttpClient, HttpRequest, HttpResponse } from './http.ts'
import { mapNetworkError } from './map-network-error.ts'
import { busySeconds, createRateLimits } from './rate-limits.ts'
import { createResponse } from './response-body.ts'
import { systemCertificates } from './system-certificates.ts'

/** Milliseconds until an attempt counts as failed. */
export interface Timeouts {
  /** For name, connection and TLS together. */
  connect: number
  /** From the request to the first byte of the answer. */
  firstByte: number
  /** Without a byte, within the answer. */
  stall: number
}

export interface HttpClientOptions {
  /** Whether network use is switched off now. */
  offline(): boolean
  /** The proxy for an address, with credentials; null to connect directly. */
  proxyFor(url: URL): Promise<string | null>
  /** Authorities to trust, as PEM; those of the system unless given. */
  certificates?: () => string[]
  timeouts?: Partial<Timeouts>
}

/** An HttpClient with connections to end. */
export interface ClosableHttpClient extends HttpClient {
  /** Ends every connection; requests under way fail with the error. It can be used again. */
  disconnect(error: Error): Promise<void>
}

const usualTimeouts: Timeouts = { connect: 15_000, firstByte: 30_000, stall: 30_000 }

/** The way out to the network on HTTP/1.1, without redirects, retries or decompression. */
export function createHttpClient(options: HttpClientOptions): ClosableHttpClient {
  const timeouts = { ...usualTimeouts, ...options.timeouts }
  const limits = createRateLimits()
  const dispatchers = createDispatchers({
    certificates: options.certificates ?? systemCertificates,
    connectTimeout: timeouts.connect,
  })
  /** Hosts met through redirects of public ones; later requests to them are held to the same. */
  const publicHosts = new Set<string>()

  function refuseEarly({ signal, url, publicOnly }: HttpRequest): void {
    signal.throwIfAborted()
    if (options.offline()) throw new CaratError('OFFLINE', {})
    limits.check(url.host)
    if (publicOnly && isPrivateName(url.hostname))
      throw mapNetworkError(new PrivateAddressError(), url.host)
  }

  async function send(request: HttpRequest): Promise<HttpResponse> {
    refuseEarly(request)
    const { url, signal } = request
    const proxy = await options.proxyFor(url)
    // Whatever changed in between, nothing leaves after it.
    refuseEarly(request)
    const publicOnly = request.publicOnly === true || publicHosts.has(url.host)
    const fail = (error: unknown) =>
      signal.aborted
        ? (signal.reason as unknown)
        : mapNetworkError(error, url.host, proxy?.startsWith('socks'))
    const dispatcher = dispatchers.get(url.host, proxy, publicOnly)
    let answer: Dispatcher.ResponseData
    try {
      answer = await dispatcher.request({
        origin: url.origin,
        path: url.pathname + url.search,
        method: request.method ?? 'GET',
        headers: { 'accept-encoding': 'identity', 'user-agent': 'Carat', ...request.headers },
        body: request.body ?? null,
        signal,
        headersTimeout: timeouts.firstByte,
        bodyTimeout: timeouts.stall,
      })
    } catch (error) {
      throw fail(error)
    }
    if (publicOnly) publicHosts.add(url.host)
    const response = createResponse(url, answer, fail)
    const seconds = busySeconds(response.status, response.headers)
    if (seconds === null) return response
    response.discard()
    limits.pause(url.host, seconds)
    throw new CaratError('HUB_BUSY', { host: url.host, retrySeconds: seconds })
  }

  return { send, disconnect: (error) => dispatchers.destroy(error) }
}
