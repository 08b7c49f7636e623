import type { z } from 'zod'
import { CaratError } from '../../platform/carat-error.ts'
import type { HttpResponse } from '../../network/http.ts'

/** Listings of large repositories; a page of search results with chat templates is about one. */
const MOST_BYTES = 16 * 1024 * 1024

/**
 * What a hub answered, as JSON of the given shape.
 *
 * @throws CaratError `HUB_FAILED`, also for the page of a captive portal
 */
export async function readJson<Schema extends z.ZodType>(
  response: HttpResponse,
  schema: Schema,
): Promise<z.infer<Schema>> {
  const text = await response.text(MOST_BYTES)
  try {
    return schema.parse(JSON.parse(text))
  } catch (error) {
    throw hubFailed(response, text, { cause: error })
  }
}

/** An answer nobody expected; its words go along if they are short and no page. */
export function hubFailed(
  { url, status, headers }: HttpResponse,
  text: string,
  options?: ErrorOptions,
): CaratError {
  const type = headers['content-type'] ?? ''
  const isWords = text.length <= 200 && !text.trimStart().startsWith('<')
  const detail = isWords ? text.replaceAll(/\s+/g, ' ').trim() : type
  return new CaratError('HUB_FAILED', { host: url.host, status, detail }, options)
}

export const notFound = (repository: string) => new CaratError('HUB_NOT_FOUND', { repository })

/** Milliseconds of a date as hubs write it, or null. */
export function parseDate(date: string | null | undefined): number | null {
  const time = Date.parse(date ?? '')
  return Number.isNaN(time) ? null : time
}

/** A SHA-256 in lowercase hex, from an ETag or plain; null for anything else, such as a git id. */
export function parseSha256(text: string | null | undefined): string | null {
  const hash = text?.replace(/^W\//, '').replaceAll('"', '').toLowerCase() ?? ''
  return /^[0-9a-f]{64}$/.test(hash) ? hash : null
}
