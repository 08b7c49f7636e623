// A host of one file, in a process of its own, for the benchmark of downloads. It sends each connection
// so many bytes a second as its address says: /<rate>/<bytes>, with 0 for as fast as it goes.
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createHash, randomBytes } from 'node:crypto'

/** From the process, when it listens: its address, and the hash of the file for each length. */
export interface Listening {
  url: string
  sha256: Record<string, string>
}

const block = randomBytes(1024 * 1024)
const CHUNK_TIME = 10

/** Bytes of the file: one random mebibyte, over and over. */
const slice = (from: number, to: number) => {
  const at = from % block.length
  return block.subarray(at, Math.min(block.length, at + to - from))
}

function hashOf(bytes: number): string {
  const hash = createHash('sha256')
  for (let at = 0; at < bytes; at += block.length) hash.update(slice(at, bytes))
  return hash.digest('hex')
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const [, rate = 0, bytes = 0] = (request.url ?? '').split('/').map(Number)
  const [, from, last] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') ?? []
  const start = Number(from ?? 0)
  const end = last === undefined ? bytes : Number(last) + 1
  const range = { 'content-range': `bytes ${start}-${end - 1}/${bytes}` }
  response.writeHead(last === undefined ? 200 : 206, {
    'content-length': end - start,
    ...(last !== undefined && range),
  })
  const begun = performance.now()
  const most = rate > 0 ? Math.max(16_384, (rate * CHUNK_TIME) / 1000) : block.length
  for (let at = start; at < end && !response.destroyed;) {
    const chunk = slice(at, Math.min(end, at + most))
    at += chunk.length
    if (!response.write(chunk)) await once(response, 'drain')
    const due = rate > 0 ? begun + ((at - start) / rate) * 1000 : 0
    const early = due - performance.now()
    if (early > 1) await new Promise((resolve) => setTimeout(resolve, early))
  }
  response.end()
}

const server = createServer((request, response) => {
  answer(request, response).catch(() => response.destroy())
})
server.listen(0, '127.0.0.1', () => {
  const lengths = process.argv.slice(2)
  const listening: Listening = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sha256: Object.fromEntries(lengths.map((length) => [length, hashOf(Number(length))])),
  }
  process.send?.(listening)
})
process.on('disconnect', () => process.exit())
