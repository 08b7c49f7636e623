const allowed = new Set(['http:', 'https:', 'mailto:'])
const controls = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/

/**
 * The address a link from a model may lead to, or null. Only absolute web and mail addresses pass:
 * relative ones would point into Carat itself.
 */
export function safeLink(address: unknown): URL | null {
  if (typeof address !== 'string' || controls.test(address)) return null
  const url = URL.parse(address)
  if (!url || !allowed.has(url.protocol)) return null
  return url.protocol === 'mailto:' || url.hostname ? url : null
}
