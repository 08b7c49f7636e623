import type { CaratError } from '../../platform/carat-error.ts'
import { followRedirects } from '../../network/follow-redirects.ts'
import type { HttpClient, HttpResponse } from '../../network/http.ts'
import { hubFailed } from './hub-answers.ts'
import type { FileLocation } from './model-source.ts'

/** Where a file is, with what the hosts on the way said about it. */
export interface FoundFile {
  url: URL
  headers: Record<string, string>
  bytes: number
  etag: string | null
  /** Headers of every answer on the way, the hub's own first. */
  answers: Record<string, string>[]
}

/**
 * Asks for the first byte of a file and follows to the host that has it. A ranged GET, not a HEAD:
 * signed addresses are often good for GET alone, and only the host with the bytes knows the ETag that
 * `If-Range` will be compared with.
 *
 * @param refuse makes what is thrown of an answer that is none; only asked for those of the first host
 * @throws CaratError `REDIRECT_REFUSED`, `HUB_FAILED` and those of HttpClient
 */
export async function findFile(
  http: HttpClient,
  request: { url: URL; headers: Record<string, string>; signal: AbortSignal },
  refuse: (response: HttpResponse) => Promise<CaratError>,
): Promise<FoundFile> {
  const headers = { ...request.headers, range: 'bytes=0-0' }
  const { response, hops, sentHeaders } = await followRedirects(http, { ...request, headers })
  const bytes = lengthOf(response)
  if (bytes === null) {
    const isHub = response.url.origin === request.url.origin
    throw isHub ? await refuse(response) : hubFailed(response, await response.text(4096))
  }
  response.discard()
  const { range: _, ...kept } = sentHeaders
  return {
    url: response.url,
    headers: kept,
    bytes,
    etag: response.headers.etag ?? null,
    answers: [...hops, response.headers],
  }
}

/** The whole length of the file an answer speaks of; null when it speaks of none. */
function lengthOf({ status, headers }: HttpResponse): number | null {
  if (headers['content-encoding'] && headers['content-encoding'] !== 'identity') return null
  // A page instead of a file, from a portal or a mirror that is signed out.
  if (headers['content-type']?.includes('text/html')) return null
  const total = /\/(\d+)$/.exec(headers['content-range'] ?? '')?.[1]
  if (status === 206) return toBytes(total)
  // An empty file has no first byte.
  if (status === 416) return total === '0' ? 0 : null
  return status === 200 ? toBytes(headers['content-length']) : null
}

function toBytes(text: string | undefined): number | null {
  const bytes = Number(text ?? Number.NaN)
  return Number.isSafeInteger(bytes) && bytes >= 0 ? bytes : null
}

/** A location with the length and hash the hub published, where it did. */
export function toLocation(
  found: FoundFile,
  published: { bytes: number | null; sha256: string | null },
): FileLocation {
  const { url, headers, etag } = found
  return { url, headers, etag, bytes: published.bytes ?? found.bytes, sha256: published.sha256 }
}

/** What a hub that keeps large files elsewhere says of them: Hugging Face's headers, also others'. */
export function linkedLength(answers: FoundFile['answers']): number | null {
  const linked = answers.find((headers) => headers['x-linked-size'] !== undefined)
  return toBytes(linked?.['x-linked-size'])
}
