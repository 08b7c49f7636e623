import { type Route, sendText } from './exchange.ts'

/**
 * Counts requests as the Hugging Face hub does: every answer says what is left, and beyond the quota
 * there is 429 until the window ends.
 *
 * Source: huggingface.co/docs/hub/rate-limits, and headers recorded in 2026
 * (`ratelimit: "api";r=499;t=295`, `ratelimit-policy: "fixed window";"api";q=500;w=300`).
 */
export const withinQuota: Route = (exchange) => {
  const { hub, segments, response } = exchange
  const { quota } = hub.settings
  const bucket = segments.includes('resolve')
    ? 'resolvers'
    : segments[0] === 'api'
      ? 'api'
      : 'pages'
  const window = (quota?.windowSeconds ?? 300) * 1000
  const began = Math.floor(Date.now() / window) * window
  const counts = (windows.get(hub) ?? windows.set(hub, new Map()).get(hub))!
  const key = `${bucket} ${began}`
  const used = (counts.get(key) ?? 0) + 1
  counts.set(key, used)
  const most = quota?.requests ?? 3000
  const seconds = Math.ceil((began + window - Date.now()) / 1000)
  response.setHeader('ratelimit', `"${bucket}";r=${Math.max(0, most - used)};t=${seconds}`)
  response.setHeader('ratelimit-policy', `"fixed window";"${bucket}";q=${most};w=${window / 1000}`)
  if (!quota || used <= most) return false
  return sendText(exchange, 429, 'Too Many Requests')
}

/** Requests by hub, then by bucket and window. */
const windows = new WeakMap<object, Map<string, number>>()
