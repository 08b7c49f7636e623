import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { parseByteRange } from './byte-range.ts'

/**
 * A file as the answer to a GET or HEAD, whole or the range that was asked for. The body is read
 * as it is taken, so a large file never lies in memory. Answers 404 if the file is not there.
 */
export async function fileResponse(
  request: Request,
  file: string,
  headers: Record<string, string>,
): Promise<Response> {
  const found = await stat(file).catch(() => null)
  if (!found?.isFile()) return new Response('Not found\n', { status: 404 })
  const { size } = found
  const range = parseByteRange(request.headers.get('range'), size)
  if (range === 'unsatisfiable')
    return new Response(null, { status: 416, headers: { 'Content-Range': `bytes */${size}` } })

  const { start, end } = range ?? { start: 0, end: size - 1 }
  const empty = size === 0 || request.method === 'HEAD'
  const body = empty
    ? null
    : (Readable.toWeb(createReadStream(file, { start, end })) as ReadableStream<Uint8Array>)
  return new Response(body, {
    status: range ? 206 : 200,
    headers: {
      ...headers,
      'Accept-Ranges': 'bytes',
      'Content-Length': String(size === 0 ? 0 : end - start + 1),
      ...(range && { 'Content-Range': `bytes ${start}-${end}/${size}` }),
    },
  })
}
