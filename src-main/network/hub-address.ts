import { CaratError } from '../platform/carat-error.ts'

/**
 * An address of a hub or mirror as typed or set: http or https, with a path if it lies below one,
 * without credentials. A bare host is taken as https.
 *
 * @returns the address without a slash at its end
 * @throws CaratError `ADDRESS_INVALID`
 */
export function parseHubAddress(typed: string): string {
  const url = parse(typed)
  if (!['http:', 'https:'].includes(url.protocol) || url.username !== '' || url.password !== '')
    throw invalid(typed)
  if (url.search !== '' || url.hash !== '' || /\s/.test(typed.trim())) throw invalid(typed)
  return url.href.replace(/\/+$/, '')
}

/** A proxy as typed: its address without the password, and the password. */
export interface ProxyAddress {
  /** With the user, and `***` where there is a password. */
  shown: string
  /** Null when there is none; `***` when it is the one that is kept already. */
  password: string | null
}

const HIDDEN = '***'
const proxyProtocols = ['http:', 'https:', 'socks:', 'socks5:', 'socks5h:']

/** @throws CaratError `ADDRESS_INVALID` */
export function parseProxyAddress(typed: string): ProxyAddress {
  const url = parse(typed, 'http')
  if (!proxyProtocols.includes(url.protocol) || url.hostname === '') throw invalid(typed)
  const password = url.password === '' ? null : decode(url.password)
  if (password !== null) url.password = HIDDEN
  const path = /^\/?$/.test(url.pathname) && url.search === '' && url.hash === ''
  if (!path) throw invalid(typed)
  return { shown: url.href.replace(/\/$/, ''), password }
}

/** Whether a password is only the sign for the one that is kept. */
export const isHiddenPassword = (password: string | null) => password === HIDDEN

/** The proxy's whole address again. */
export function proxyWithPassword(shown: string, password: string | null): string {
  const url = new URL(shown)
  if (url.password !== '') url.password = password ?? ''
  return url.href.replace(/\/$/, '')
}

function parse(typed: string, usual = 'https'): URL {
  const text = typed.trim()
  try {
    return new URL(text.includes('://') ? text : `${usual}://${text}`)
  } catch {
    throw invalid(typed)
  }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** What was typed is told without what may be a password in it. */
function invalid(typed: string): CaratError {
  const address = typed.trim().replace(/^([^/]*\/\/)?[^/]*@/, `$1${HIDDEN}@`)
  return new CaratError('ADDRESS_INVALID', { address })
}
