import type { HttpClient, HttpResponse } from '../../network/http.ts'
import { CaratError } from '../../platform/carat-error.ts'
import type { ByteSource } from '../gguf/byte-source.ts'
import { hubFailed } from './hub-answers.ts'
import type { ModelSource, RemotePath } from './model-source.ts'

/** Unit of requests and of what is kept. Headers are read in small steps from the front. */
const BLOCK = 512 * 1024
/** Most blocks fetched at once while reading on: a header of Gemma is some 10 MB of vocabulary. */
const MOST_AHEAD = 8
/** What is kept for reading again: enough for a large header. */
const MOST_KEPT = 64
/** How much may be skipped of a host that sends the whole file whatever is asked. */
const MOST_SKIPPED = 32 * 1024 * 1024

/**
 * A file on a hub, readable by ranged requests: to read headers before anything is downloaded. Reads
 * ahead while it is read on from where it was, and keeps the last blocks. An address that has run out
 * is asked for again, once for each request.
 *
 * @param options.signal ends the first question; reads take their own
 * @throws CaratError those of `ModelSource.locate`, also from `read`; `HUB_FAILED` for answers that
 *   are not what was asked, `DOWNLOAD_CHANGED` when the file has become another one
 */
export async function openRemoteFile(options: {
  http: HttpClient
  source: ModelSource
  file: RemotePath
  signal: AbortSignal
}): Promise<ByteSource> {
  const { http, source, file } = options
  let location = await source.locate(file, options.signal)
  const { bytes } = location
  const blocks = new Map<number, Uint8Array>()
  let ahead = 1
  let nextBlock = 0

  /** One request for some blocks; a second one at a new address when the old has run out. */
  async function fetchBlocks(first: number, count: number, signal: AbortSignal): Promise<void> {
    const from = first * BLOCK
    const to = Math.min((first + count) * BLOCK, bytes) - 1
    let response = await ask(from, to, signal)
    if (isGone(response.status)) {
      response.discard()
      location = await source.locate(file, signal)
      if (location.bytes !== bytes) throw changed(file)
      response = await ask(from, to, signal)
    }
    const data = await readRange(response, { from, to, bytes, file })
    for (let at = 0; at * BLOCK < data.length; at++)
      keep(first + at, data.subarray(at * BLOCK, (at + 1) * BLOCK))
  }

  function ask(from: number, to: number, signal: AbortSignal): Promise<HttpResponse> {
    const { url, headers, etag } = location
    const condition: Record<string, string> =
      etag?.startsWith('"') === true ? { 'if-range': etag } : {}
    return http.send({
      url,
      headers: { ...headers, ...condition, range: `bytes=${from}-${to}` },
      signal,
    })
  }

  function keep(index: number, block: Uint8Array): void {
    blocks.delete(index)
    blocks.set(index, block)
    for (const oldest of blocks.keys()) {
      if (blocks.size <= MOST_KEPT) break
      blocks.delete(oldest)
    }
  }

  async function blockAt(index: number, signal: AbortSignal): Promise<Uint8Array> {
    const kept = blocks.get(index)
    if (kept) return kept
    ahead = index === nextBlock ? Math.min(ahead * 2, MOST_AHEAD) : 1
    nextBlock = index + ahead
    await fetchBlocks(index, ahead, signal)
    return blocks.get(index)!
  }

  return {
    name: file.path,
    bytes,
    async read(offset, length, signal = new AbortController().signal) {
      const end = Math.min(offset + length, bytes)
      if (offset < 0 || end <= offset) return new Uint8Array(0)
      const result = new Uint8Array(end - offset)
      for (let at = offset; at < end;) {
        const index = Math.floor(at / BLOCK)
        // Blocks come in order, so that reading ahead serves the next one.
        const block = await blockAt(index, signal)
        const piece = block.subarray(at - index * BLOCK, end - index * BLOCK)
        result.set(piece, at - offset)
        at += piece.length
      }
      return result
    },
  }
}

/** How hosts answer at an address whose time has run out, or that lies elsewhere by now. */
const isGone = (status: number) =>
  [400, 401, 403, 404, 410].includes(status) || (status >= 300 && status < 400)

interface Asked {
  from: number
  /** The last byte. */
  to: number
  bytes: number
  file: RemotePath
}

/** Exactly the bytes that were asked, or an error: nothing is taken on trust. */
async function readRange(response: HttpResponse, asked: Asked): Promise<Uint8Array> {
  const { from, to, bytes, file } = asked
  const { status, headers } = response
  const encoding = headers['content-encoding'] ?? 'identity'
  const refuse = (detail: string) => {
    response.discard()
    return hubFailed(response, detail)
  }
  if (status !== 200 && status !== 206) throw hubFailed(response, await response.text(4096))
  if (encoding !== 'identity') throw refuse(`content-encoding ${encoding}`)
  if (status === 206 && headers['content-range'] !== `bytes ${from}-${to}/${bytes}`)
    throw refuse(`content-range ${headers['content-range'] ?? 'missing'}`)
  const whole = status === 200
  if (whole && Number(headers['content-length']) !== bytes) {
    response.discard()
    throw changed(file)
  }
  const skip = whole ? from : 0
  if (skip > MOST_SKIPPED) throw refuse('no ranges')
  return await takeBytes(response, skip, to - from + 1)
}

async function takeBytes(
  response: HttpResponse,
  skip: number,
  length: number,
): Promise<Uint8Array> {
  const result = new Uint8Array(length)
  let at = -skip
  for await (const chunk of response.body) {
    const piece = chunk.subarray(Math.max(0, -at), length - at)
    if (piece.length > 0) result.set(piece, Math.max(0, at))
    at += chunk.length
    if (at >= length) break
  }
  if (at < length) throw hubFailed(response, `${Math.max(0, at)} of ${length} bytes`)
  return result
}

const changed = ({ path }: RemotePath) => new CaratError('DOWNLOAD_CHANGED', { name: path })
