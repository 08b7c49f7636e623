import type { Failure } from '../contract/errors.ts'
import { CaratError } from '../platform/carat-error.ts'

/** How long to leave a host alone that says it is busy and not for how long. */
const UNSAID_SECONDS = 30

/** Holds requests back from hosts that asked for a pause, for everyone in this process. */
export interface RateLimits {
  /** @throws CaratError `HUB_BUSY` with the seconds left, when the host's pause is not over. */
  check(host: string): void
  /** Begins a pause, or makes the one that is on longer. */
  pause(host: string, seconds: number): void
}

/** @param now monotonic clock in milliseconds: the wall clock may be set while a pause is on. */
export function createRateLimits(now = () => performance.now()): RateLimits {
  const until = new Map<string, number>()
  return {
    check(host) {
      const left = ((until.get(host) ?? 0) - now()) / 1000
      if (left > 0) throw new CaratError('HUB_BUSY', { host, retrySeconds: Math.ceil(left) })
      until.delete(host)
    },
    pause(host, seconds) {
      until.set(host, Math.max(until.get(host) ?? 0, now() + seconds * 1000))
    },
  }
}

/**
 * Seconds a host asks to be left alone, or null when it does not: 429, and 503 with `Retry-After`.
 *
 * Hugging Face says it as `RateLimit: "api";r=0;t=55` (IETF draft 9; huggingface.co/docs/hub/
 * rate-limits) on every answer, so only a quota with nothing left (`r=0`) counts, then `Retry-After`
 * in seconds or as a date, which is measured by the host's own clock where it sends `Date`.
 */
export function busySeconds(status: number, headers: Record<string, string>): number | null {
  const after = parseRetryAfter(headers)
  if (status === 503) return after
  if (status !== 429) return null
  const quotas = [...(headers.ratelimit ?? '').matchAll(/r\s*=\s*(\d+)\s*;\s*t\s*=\s*(\d+)/g)]
  const spent = quotas.filter(([, left]) => Number(left) === 0).map(([, , wait]) => Number(wait))
  if (spent.length > 0) return Math.max(...spent)
  return after ?? (quotas[0] ? Number(quotas[0][2]) : UNSAID_SECONDS)
}

function parseRetryAfter(headers: Record<string, string>): number | null {
  const value = headers['retry-after']?.trim()
  if (!value) return null
  if (/^\d+$/.test(value)) return Number(value)
  const date = Date.parse(value)
  if (Number.isNaN(date)) return null
  const sent = Date.parse(headers.date ?? '')
  return Math.max(0, Math.ceil((date - (Number.isNaN(sent) ? Date.now() : sent)) / 1000))
}

/**
 * When the same may succeed: after exactly so many seconds, after a pause that grows from try to try
 * (`backoff`), when somebody changes something (`change`), or `never`.
 */
export function retryAfter(failure: Failure): number | 'backoff' | 'change' | 'never' {
  switch (failure.code) {
    case 'HUB_BUSY':
      return failure.data.retrySeconds
    case 'HOST_UNREACHABLE':
      return 'backoff'
    case 'HUB_FAILED':
      return failure.data.status >= 500 || failure.data.status === 408 ? 'backoff' : 'never'
    case 'OFFLINE':
    case 'HUB_ACCESS':
      return 'change'
    default:
      return 'never'
  }
}
