import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Sent at once; small, so that little lies unread in buffers when the reader is killed. */
const CHUNK_BYTES = 32 * 1024

/** A host of files that sends them at a pace, and counts. */
export interface PacedServer {
  url: string
  files: Map<string, Uint8Array>
  /** Bytes of contents sent so far, whether they arrived or not. */
  sentBytes(): number
  /** Bytes a second over all connections, from now on. */
  setPace(bytesPerSecond: number): void
  close(): void
}

export async function startPacedServer(): Promise<PacedServer> {
  const files = new Map<string, Uint8Array>()
  let sent = 0
  let pace = Number.POSITIVE_INFINITY
  let next = performance.now()

  /** Resolves when so many bytes may go. */
  async function takeTurn(bytes: number): Promise<void> {
    const now = performance.now()
    next = Math.max(next, now - 20) + (bytes / pace) * 1000
    if (next > now + 1) await new Promise((resolve) => setTimeout(resolve, next - now))
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const content = files.get(request.url?.slice(1) ?? '')
    const [, from, last] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') ?? []
    if (!content || !from || !last) return void response.writeHead(404).end()
    const start = Number(from)
    const end = Math.min(Number(last) + 1, content.length)
    response.writeHead(206, {
      'content-range': `bytes ${start}-${end - 1}/${content.length}`,
      'content-length': end - start,
    })
    for (let at = start; at < end && !response.destroyed; at += CHUNK_BYTES) {
      const chunk = content.subarray(at, Math.min(at + CHUNK_BYTES, end))
      await takeTurn(chunk.length)
      if (response.destroyed) return
      sent += chunk.length
      if (response.write(chunk)) continue
      const over = new AbortController()
      const either = [once(response, 'drain', over), once(response, 'close', over)]
      await Promise.race(either)
      over.abort()
      await Promise.allSettled(either)
    }
    response.end()
  }

  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    files,
    sentBytes: () => sent,
    setPace(bytesPerSecond) {
      pace = bytesPerSecond
      next = performance.now()
    },
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}
