import type { Dispatcher } from 'undici'
import type { HttpResponse } from './http.ts'

const USUAL_LIMIT = 1024 * 1024

/**
 * An answer of undici in our form.
 *
 * @param fail makes what is thrown of an error while the body is read
 */
export function createResponse(
  url: URL,
  answer: Dispatcher.ResponseData,
  fail: (error: unknown) => unknown,
): HttpResponse {
  const stream = answer.body
  // A connection that breaks before anybody reads must not end the process.
  stream.on('error', () => {})

  async function* read(): AsyncGenerator<Uint8Array, void, void> {
    try {
      for await (const chunk of stream) yield chunk as Uint8Array
    } catch (error) {
      throw fail(error)
    }
  }

  return {
    status: answer.statusCode,
    headers: flatten(answer.headers),
    url,
    body: { [Symbol.asyncIterator]: read },
    async text(limitBytes = USUAL_LIMIT) {
      const chunks: Uint8Array[] = []
      let bytes = 0
      for await (const chunk of read()) {
        chunks.push(chunk.subarray(0, limitBytes - bytes))
        bytes += chunk.length
        if (bytes >= limitBytes) break
      }
      return Buffer.concat(chunks).toString('utf8')
    },
    discard() {
      if (!stream.readableEnded) stream.destroy()
    },
  }
}

function flatten(headers: Dispatcher.ResponseData['headers']): Record<string, string> {
  const flat: Record<string, string> = {}
  for (const [name, value] of Object.entries(headers))
    if (value !== undefined)
      flat[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : value
  return flat
}
