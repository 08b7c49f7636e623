const allowed = new Set(['http:', 'https:', 'mailto:'])
const controls = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/
/** What a mail may begin with; elsewhere some programs also know how to attach a file. */
const mailFields = new Set(['to', 'cc', 'bcc', 'subject', 'body'])
/** Left alone by the rules for addresses, but read as something else by systems that open them. */
const odd = /[\\^`{|}]/g

function safeMail(url: URL): URL {
  for (const name of [...url.searchParams.keys()])
    if (!mailFields.has(name.toLowerCase())) url.searchParams.delete(name)
  // A mail program would show the plus signs of a form.
  url.search = url.search.replaceAll('+', '%20')
  return url
}

/**
 * The address a link from a model may lead to, or null. Only absolute web and mail addresses pass:
 * relative ones would point into Carat itself, and what stands before an @ looks like a host.
 */
export function safeLink(address: unknown): URL | null {
  if (typeof address !== 'string' || controls.test(address)) return null
  const url = URL.parse(address)
  if (!url || !allowed.has(url.protocol)) return null
  if (url.protocol === 'mailto:') return url.search ? safeMail(url) : url
  if (!url.hostname || url.username || url.password) return null
  return URL.parse(url.href.replaceAll(odd, encodeURIComponent))
}
