import type { HttpResponse } from '../../network/http.ts'

/** What was asked of a host: the bytes from `from` to before `to` of a file of `bytes`. */
export interface AskedRange {
  from: number
  to: number
  bytes: number
  /** A strong one to hold the answer to, or null. */
  etag: string | null
}

/** What an answer is good for. */
export type Answer =
  /** The bytes from `from` on, up to `to` at most. */
  | { kind: 'range'; to: number }
  /** The whole file from its start: the host knows no ranges. */
  | { kind: 'whole' }
  /** The address is no longer good, or this is one connection more than the host likes. */
  | { kind: 'refused' }
  /** The host is in trouble and says so. */
  | { kind: 'trouble' }
  /** Something else, which is never written anywhere. */
  | { kind: 'odd'; detail: string }

const refusals = new Set([400, 401, 403, 404, 410])
const troubles = new Set([408, 425, 429])

/**
 * Judges the head of an answer by all it says. Nothing of a body is used whose place in the file is
 * not certain.
 */
export function checkAnswer({ headers, status }: HttpResponse, asked: AskedRange): Answer {
  if (refusals.has(status) || (status >= 300 && status < 400)) return { kind: 'refused' }
  if (status >= 500 || troubles.has(status)) return { kind: 'trouble' }
  const encoding = headers['content-encoding'] ?? 'identity'
  if (encoding !== 'identity') return odd(`content-encoding ${encoding}`)
  if (status === 206) return checkRange(headers, asked)
  if (status === 200) return checkWhole(headers, asked)
  return odd(`status ${status}`)
}

function checkRange(headers: Record<string, string>, asked: AskedRange): Answer {
  const { bytes, etag, from, to } = asked
  const range = headers['content-range'] ?? 'missing'
  const [, first, last, total] = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(range) ?? []
  const end = Number(last) + 1
  if (Number(total) !== bytes || Number(first) !== from || end <= from || end > to)
    return odd(`content-range ${range}`)
  return isOther(headers.etag, etag) ? odd('another etag') : { kind: 'range', to: end }
}

function checkWhole(headers: Record<string, string>, { bytes, etag }: AskedRange): Answer {
  if (headers['content-type']?.includes('text/html')) return odd('a web page instead of the file')
  const length = headers['content-length']
  if (length !== undefined && Number(length) !== bytes) return odd(`content-length ${length}`)
  return isOther(headers.etag, etag) ? odd('another etag') : { kind: 'whole' }
}

const odd = (detail: string): Answer => ({ kind: 'odd', detail })

const isOther = (tag: string | undefined, known: string | null) =>
  known !== null && tag?.startsWith('"') === true && tag !== known
