import type { FailureData } from '../contract/errors.ts'
import { CaratError } from '../platform/carat-error.ts'
import { PrivateAddressError } from './address-ranges.ts'

type Reason = FailureData<'HOST_UNREACHABLE'>['reason']

/** The proxy itself could not be reached, or would not connect us. */
export class ProxyFailedError extends Error {
  readonly code = 'CARAT_PROXY_FAILED'
}

const reasonsByCode: Record<string, Reason> = {
  ENOTFOUND: 'dns',
  EAI_AGAIN: 'dns',
  EAI_FAIL: 'dns',
  EAI_NODATA: 'dns',
  EAI_NONAME: 'dns',
  ESERVFAIL: 'dns',
  ECONNREFUSED: 'refused',
  EHOSTUNREACH: 'refused',
  ENETUNREACH: 'refused',
  ENETDOWN: 'refused',
  EADDRNOTAVAIL: 'refused',
  EACCES: 'refused',
  EPERM: 'refused',
  ETIMEDOUT: 'timeout',
  UND_ERR_CONNECT_TIMEOUT: 'timeout',
  UND_ERR_HEADERS_TIMEOUT: 'timeout',
  UND_ERR_BODY_TIMEOUT: 'stalled',
  CERT_NOT_YET_VALID: 'clock',
  CERT_HAS_EXPIRED: 'clock',
  EPROTO: 'tls',
  CARAT_PROXY_FAILED: 'proxy',
  UND_ERR_PRX_CONN: 'proxy',
  UND_ERR_PRX_TLS: 'proxy',
}

/** OpenSSL's and Node's names for certificates and handshakes that are not as they should be. */
const tlsCodes =
  /^(ERR_TLS_|ERR_SSL_|CERT_|CRL_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|INVALID_(CA|PURPOSE)|HOSTNAME_MISMATCH)/

/**
 * What a failed request means, with the system's words. Never a header or an address with a secret in
 * it: those of undici and Node name hosts only.
 *
 * @param host as in the request, with its port
 * @param throughSocks connections are made by a SOCKS proxy, so failing to connect is its failure
 */
export function mapNetworkError(error: unknown, host: string, throughSocks = false): CaratError {
  if (error instanceof CaratError) return error
  if (error instanceof PrivateAddressError)
    return new CaratError('REDIRECT_REFUSED', { host, target: host })
  const first = firstError(error)
  const found = reasonOf(first)
  const reason = throughSocks && ['dns', 'refused', 'timeout'].includes(found) ? 'proxy' : found
  return new CaratError(
    'HOST_UNREACHABLE',
    { host, reason, detail: wordsOfError(first) },
    { cause: error },
  )
}

/** Of the attempts at several addresses, the first says most. */
function firstError(error: unknown): Error & { code?: unknown } {
  if (error instanceof AggregateError && error.errors.length > 0) {
    const timeout = error.errors.find((each: { code?: unknown }) => each?.code === 'ETIMEDOUT')
    return firstError(timeout ?? error.errors[0])
  }
  return error instanceof Error ? error : new Error(String(error))
}

function reasonOf(error: Error & { code?: unknown }): Reason {
  const code = typeof error.code === 'string' ? error.code : ''
  // Undici says these two in words only.
  if (/^Proxy (response \(\d+\)|Authentication Required)/.test(error.message)) return 'proxy'
  if (code.startsWith('UND_ERR_SOCKS')) return 'proxy'
  return reasonsByCode[code] ?? (tlsCodes.test(code) ? 'tls' : 'reset')
}

/** The system's words for an error, on one line, with its code. */
export function wordsOfError(error: unknown): string {
  const first = firstError(error)
  const words = (first.message.split('\n')[0] ?? '').slice(0, 300)
  const code = typeof first.code === 'string' ? first.code : ''
  const known = code === '' || code.startsWith('CARAT_') || words.includes(code)
  return known ? words : `${words} (${code})`.trim()
}
