import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { expect, onTestFinished, test } from 'vitest'
import { createHttpClient } from '../../network/http-client.ts'
import { serve } from '../../network/testing/serve.ts'
import type { FileLocation, ModelSource, RemotePath } from './model-source.ts'
import { openRemoteFile } from './remote-byte-source.ts'

const MIB = 1024 * 1024
const content = randomBytes(9 * MIB + 12345)
const { signal } = new AbortController()
const file: RemotePath = {
  ref: { source: 'huggingface', repository: 'a/b' },
  revision: 'c0ffee',
  path: 'model.gguf',
}

type Answer = (request: IncomingMessage, response: ServerResponse, range: [number, number]) => void

const sendRange: Answer = (_, response, [from, to]) => {
  response.writeHead(206, {
    'content-range': `bytes ${from}-${to}/${content.length}`,
    'content-length': to - from + 1,
  })
  response.end(content.subarray(from, to + 1))
}

/** A host that answers ranges as given, and the file on it; `addresses` counts how often it was located. */
async function open(answer: Answer) {
  const ranges: string[] = []
  const { url } = await serve((request, response) => {
    const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') ?? []
    ranges.push(`${from}-${to}`)
    answer(request, response, [Number(from), Number(to)])
  })
  const http = createHttpClient({ offline: () => false, proxyFor: async () => null })
  onTestFinished(() => http.disconnect(new Error('the test ended')))
  const located = { addresses: 0, bytes: content.length }
  const locate = async (): Promise<FileLocation> => {
    const address = new URL(`${url}/${++located.addresses}`)
    return { url: address, headers: {}, bytes: located.bytes, sha256: null, etag: '"tag"' }
  }
  const source = { locate } as unknown as ModelSource
  return { ranges, located, open: () => openRemoteFile({ http, source, file, signal }) }
}

test('any bytes can be read, across blocks and up to the end', async () => {
  const host = await open(sendRange)
  const source = await host.open()
  expect(source).toMatchObject({ name: 'model.gguf', bytes: content.length })
  for (const [offset, length] of [
    [0, 24],
    [MIB - 10, 20],
    [3 * MIB, 2 * MIB + 1],
    [content.length - 5, 100],
    [content.length, 10],
  ] as const)
    expect(Buffer.from(await source.read(offset, length))).toEqual(
      content.subarray(offset, offset + length),
    )
})

test('small steps from the front take few requests, and none for what is kept', async () => {
  const host = await open(sendRange)
  const source = await host.open()
  for (let offset = 0; offset < 6 * MIB; offset += 65_536) await source.read(offset, 65_536)
  expect(host.ranges.length).toBeLessThanOrEqual(4)
  const before = host.ranges.length
  await source.read(100, MIB)
  expect(host.ranges).toHaveLength(before)
})

test('an address that ran out is asked for again, and reading goes on', async () => {
  const host = await open((request, response, range) => {
    if (request.url === '/1') response.writeHead(403).end('<Error>Request has expired</Error>')
    else sendRange(request, response, range)
  })
  const source = await host.open()
  expect(Buffer.from(await source.read(5, 5))).toEqual(content.subarray(5, 10))
  expect(host.located.addresses).toBe(2)
})

test('an address that never works is a failure, not a loop', async () => {
  const host = await open((_, response) => response.writeHead(403).end())
  const source = await host.open()
  await expect(source.read(0, 5)).rejects.toMatchObject({
    code: 'HUB_FAILED',
    data: { status: 403 },
  })
  expect(host.ranges).toHaveLength(2)
})

test('a file that became another one is said to have', async () => {
  const host = await open((_, response) => response.writeHead(403).end())
  const source = await host.open()
  host.located.bytes--
  await expect(source.read(0, 5)).rejects.toMatchObject({ code: 'DOWNLOAD_CHANGED' })
  const other = await open((request, response) => {
    expect(request.headers['if-range']).toBe('"tag"')
    response.writeHead(200, { 'content-length': 3 }).end('new')
  })
  await expect((await other.open()).read(0, 5)).rejects.toMatchObject({ code: 'DOWNLOAD_CHANGED' })
})

test('a host without ranges serves its front all the same', async () => {
  const host = await open((_, response) => response.end(content))
  const source = await host.open()
  expect(Buffer.from(await source.read(MIB, 10))).toEqual(content.subarray(MIB, MIB + 10))
})

test.each<[string, Answer]>([
  [
    'other bytes than asked',
    (_, response, [from, to]) =>
      response
        .writeHead(206, { 'content-range': `bytes ${from + 1}-${to + 1}/${content.length}` })
        .end(content.subarray(from + 1, to + 2)),
  ],
  [
    'another length of the whole',
    (_, response, [from, to]) =>
      response
        .writeHead(206, { 'content-range': `bytes ${from}-${to}/${content.length + 1}` })
        .end(content.subarray(from, to + 1)),
  ],
  ['no Content-Range', (_, response) => response.writeHead(206).end(content)],
  [
    'fewer bytes than it says',
    (_, response, [from, to]) =>
      response
        .writeHead(206, { 'content-range': `bytes ${from}-${to}/${content.length}` })
        .end('short'),
  ],
  [
    'packed bytes',
    (_, response, [from, to]) =>
      response
        .writeHead(206, {
          'content-range': `bytes ${from}-${to}/${content.length}`,
          'content-encoding': 'gzip',
        })
        .end('packed'),
  ],
  ['an error', (_, response) => response.writeHead(500).end('oops')],
])('%s is never taken for the file', async (_, answer) => {
  const host = await open(answer)
  await expect((await host.open()).read(0, 5)).rejects.toMatchObject({ code: 'HUB_FAILED' })
})

test('a read ends with the reason of its signal', async () => {
  const host = await open(() => {})
  const controller = new AbortController()
  const reading = (await host.open()).read(0, 5, controller.signal)
  controller.abort('enough')
  await expect(reading).rejects.toBe('enough')
})
