import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { onTestFinished } from 'vitest'
import { createHttpClient } from '../../../network/http-client.ts'
import { serve } from '../../../network/testing/serve.ts'
import type { FileLocation, ModelSource, RemotePath } from '../../sources/model-source.ts'
import type { Segment } from '../segments.ts'

export const sha256Of = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

/** Answers a request for some bytes of a file, or for the whole. */
export type Answer = (
  response: ServerResponse,
  range: Segment | null,
  content: Uint8Array,
  request: IncomingMessage,
) => void

/** The right answer. */
export const sendContent: Answer = (response, range, content) => {
  const etag = `"${sha256Of(content).slice(0, 8)}"`
  if (!range) {
    response.writeHead(200, { 'content-length': content.length, etag }).end(content)
    return
  }
  const to = Math.min(range.to, content.length)
  response.writeHead(206, {
    'content-range': `bytes ${range.from}-${to - 1}/${content.length}`,
    'content-length': to - range.from,
    etag,
  })
  response.end(content.subarray(range.from, to))
}

/** For tests: a host with files by path, that says what it was asked. */
export async function serveContent(
  files: Record<string, Uint8Array>,
  answer: Answer = sendContent,
) {
  /** The path and range of each request, null for the whole. */
  const asked: { path: string; range: Segment | null }[] = []
  const state = { answer }
  const { url } = await serve((request, response) => {
    const path = decodeURIComponent(request.url?.slice(1) ?? '')
    const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') ?? []
    const range = from && to ? { from: Number(from), to: Number(to) + 1 } : null
    asked.push({ path, range })
    const content = files[path]
    if (content) state.answer(response, range, content, request)
    else response.writeHead(404).end()
  })
  return {
    url,
    files,
    asked,
    /** Answers in another way from now on. */
    setAnswer: (next: Answer) => void (state.answer = next),
    /** Bytes asked for of a path, as far as by ranges. */
    bytesAsked: (path: string) =>
      asked
        .filter((each) => each.path === path)
        .reduce((sum, { range }) => sum + (range ? range.to - range.from : 0), 0),
  }
}

export type ContentHost = Awaited<ReturnType<typeof serveContent>>

/** For tests: finds files on such a host, with published hashes. */
export function createContentSource(
  host: Pick<ContentHost, 'files' | 'url'>,
  overrides: (file: RemotePath, asked: number) => Partial<FileLocation> = () => ({}),
): Pick<ModelSource, 'locate'> & { located(): number } {
  let located = 0
  return {
    located: () => located,
    async locate(file) {
      located += 1
      const content = host.files[file.path] ?? new Uint8Array(0)
      return {
        url: new URL(`/${encodeURIComponent(file.path)}`, host.url),
        headers: {},
        bytes: content.length,
        sha256: sha256Of(content),
        etag: `"${sha256Of(content).slice(0, 8)}"`,
        ...overrides(file, located),
      }
    },
  }
}

/** For tests: a real client without a proxy. */
export function createTestHttp(timeouts: { stall?: number } = {}) {
  const http = createHttpClient({ offline: () => false, proxyFor: async () => null, timeouts })
  onTestFinished(() => http.disconnect(new Error('the test ended')))
  return http
}
