import type { ServerResponse } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { type ByteRange, parseRange } from './byte-range.ts'
import { type Content, generatedContent } from './content.ts'
import { type Exchange, sendText, writeHead } from './exchange.ts'

const SLICE = 64 * 1024
/** How often a limited connection gets its share. */
const SHARE_MS = 20

/** Answers with a file or the range of it that was asked, in the way faults bend it. */
export async function serveContent(
  exchange: Exchange,
  file: Content,
  headers: Record<string, string>,
): Promise<true> {
  const { act, request } = exchange
  const content = act.changed
    ? generatedContent({ bytes: file.bytes, seed: `changed ${file.bytes}` })
    : file
  const etag = act.etag ?? (act.changed ? '"changed"' : headers.etag)
  const range = askedRange(exchange, content, etag)
  if (range === 'unsatisfiable') {
    return sendText(exchange, 416, '', { 'content-range': `bytes */${content.bytes}` })
  }
  const { first, last } = shifted(range ?? { first: 0, last: content.bytes - 1 }, act.shiftRange)
  const packed = act.gzip ? gzipSync(content.read(first, last - first + 1)) : null
  const length = packed?.length ?? last - first + 1
  const contentRange =
    act.contentRange === undefined ? `bytes ${first}-${last}/${content.bytes}` : act.contentRange
  writeHead(exchange, range ? 206 : 200, {
    'accept-ranges': 'bytes',
    'content-type': 'application/octet-stream',
    ...headers,
    ...(etag && { etag }),
    ...(packed && { 'content-encoding': 'gzip' }),
    ...(range && contentRange !== null && { 'content-range': contentRange }),
    'content-length': String(length + (act.lengthError ?? 0)),
  })
  if (request.method === 'HEAD') exchange.response.end()
  else await sendBody(exchange, packed ? contentSlice(packed) : content, packed ? 0 : first, length)
  return true
}

function askedRange({ request, act }: Exchange, content: Content, etag: string | undefined) {
  if (act.ignoreRange) return null
  const condition = request.headers['if-range']
  if (condition !== undefined && condition !== etag) return null
  return parseRange(request.headers.range, content.bytes)
}

function shifted(range: ByteRange, by = 0): ByteRange {
  const move = Math.max(by, -range.first)
  return { first: range.first + move, last: range.last + move }
}

const contentSlice = (data: Buffer): Pick<Content, 'read'> => ({
  read: (offset, length) => data.subarray(offset, offset + length),
})

async function sendBody(
  exchange: Exchange,
  content: Pick<Content, 'read'>,
  first: number,
  length: number,
): Promise<void> {
  const { response, act, log, hub } = exchange
  const end = first + Math.min(length, bytesBeforeEnd(exchange, first) ?? length)
  let due = performance.now()
  for (let at = first; at < end && !response.destroyed;) {
    // Asked for each slice: tests change it while a body is under way.
    const rate = act.bytesPerSecond ?? hub.settings.bytesPerSecond
    const slice = rate === null ? SLICE : Math.max(1, Math.round((rate * SHARE_MS) / 1000))
    // Late timers are made up for, but not a long pause of the reader.
    due = Math.max(due, performance.now() - 5 * SHARE_MS) + SHARE_MS
    const part = content.read(at, Math.min(slice, end - at))
    const ready = response.write(invertAt(part, (act.corruptAt ?? -1) - at))
    at += part.length
    log.sentBytes = at - first
    // Each slice waits for the one before it: this is the speed of the connection.
    // oxlint-disable no-await-in-loop
    if (!ready) await untilWritable(response)
    if (rate !== null && at < end) {
      const early = due - performance.now()
      if (early > 0) await pause(early)
    }
    // oxlint-enable no-await-in-loop
  }
  hub.requests.changed()
  if (end === first + length && !act.lengthError) response.end()
  else await finishEarly(exchange)
}

const untilWritable = (response: ServerResponse) =>
  new Promise<void>((resolve) => {
    const done = () => {
      response.off('drain', done).off('close', done)
      resolve()
    }
    response.on('drain', done).on('close', done)
  })

/** The part with one byte inverted, or as it is when the place is not in it. */
function invertAt(part: Buffer, place: number): Buffer {
  if (place < 0 || place >= part.length) return part
  const inverted = Buffer.from(part)
  inverted[place]! ^= 0xff
  return inverted
}

/** How much of the body goes out before a fault ends it; null when none does. */
function bytesBeforeEnd({ act: { end } }: Exchange, first: number): number | null {
  if (!end) return null
  if (end.afterBytes !== undefined) return end.afterBytes
  return end.atOffset !== undefined && end.atOffset >= first ? end.atOffset - first : null
}

async function finishEarly({ response, act }: Exchange): Promise<void> {
  response.flushHeaders()
  if (act.end?.how === 'stall' || response.destroyed) return
  // What was written must leave before the connection goes.
  await new Promise<void>((resolve) => {
    response.socket?.write('', () => resolve())
    response.once('close', () => resolve())
  })
  if (act.end?.how === 'reset') response.socket?.resetAndDestroy()
  else response.socket?.destroySoon()
}
