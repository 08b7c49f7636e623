import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../../testing/temporary-folder.ts'
import type { FileLocation, ModelSource } from '../sources/model-source.ts'
import { BLOCK_BYTES, isBlock } from './block-digests.ts'
import { writeJournal } from './journal.ts'
import { noSpeedLimit } from './speed-limit.ts'
import {
  type Answer,
  createContentSource,
  createTestHttp,
  sendContent,
  serveContent,
  sha256Of,
} from './testing/serve-content.ts'
import { journalKeyOf, type Transfer, type TransferOptions } from './transfer.ts'
import { finishTransfer, markGoodBlocks, transferFile } from './transfer-file.ts'

const MEBIBYTE = 1024 * 1024
const content = randomBytes(19 * MEBIBYTE + 1234)
const right = sha256Of(content)

async function setUp(
  answer: Answer = sendContent,
  {
    located,
    stall,
    ...overrides
  }: Partial<Transfer> & {
    located?: (asked: number) => Partial<FileLocation>
    stall?: number
  } = {},
) {
  const host = await serveContent({ f: content }, answer)
  const source = createContentSource(host, (_file, asked) => located?.(asked) ?? {})
  const transfer: Transfer = {
    file: { ref: { source: 'huggingface', repository: 'o/n' }, revision: 'c', path: 'f' },
    bytes: content.length,
    sha256: right,
    partPath: join(temporaryFolder(), 'x.part'),
    ...overrides,
  }
  const http = createTestHttp(stall === undefined ? {} : { stall })
  const run = (options: Partial<TransferOptions> = {}) =>
    transferFile(transfer, {
      http,
      source: source as unknown as ModelSource,
      signal: new AbortController().signal,
      limit: noSpeedLimit,
      onProgress: () => {},
      ...options,
    })
  return { host, run, source, transfer }
}

test.each([1, 4])(
  'a file arrives whole over %i connections, with its hashes',
  async (connections) => {
    const { run, transfer } = await setUp()
    const done: number[] = []
    const digests = await run({
      connections,
      onProgress: (progress) => {
        if (progress.kind === 'recorded') done.push(progress.doneBytes)
      },
    })
    expect(digests.sha256).toBe(right)
    const { blocks } = digests
    expect(isBlock(content.subarray(0, BLOCK_BYTES), blocks, 0)).toBe(true)
    expect(isBlock(content.subarray(BLOCK_BYTES), blocks, 1)).toBe(true)
    expect(isBlock(content.subarray(BLOCK_BYTES), blocks, 2)).toBe(false)
    expect(done).toEqual(done.toSorted((one, other) => one - other))
    expect(done.at(-1)).toBe(content.length)
    await finishTransfer(transfer.partPath, `${transfer.partPath}.done`)
    expect(sha256Of(await readFile(`${transfer.partPath}.done`))).toBe(right)
    expect(existsSync(`${transfer.partPath}.journal`)).toBe(false)
  },
)

test('several connections are only made to a host that answers ranges', async () => {
  const { host, run } = await setUp()
  await run()
  expect(host.asked.length).toBeGreaterThan(4)
  const whole = await setUp((response, _range, bytes) => {
    response.writeHead(200, { 'content-length': bytes.length }).end(bytes)
  })
  expect((await whole.run()).sha256).toBe(right)
  expect(whole.host.asked).toHaveLength(1)
})

test('what is on disk is not fetched again', async () => {
  const { host, run, transfer } = await setUp()
  await writeFile(transfer.partPath, content.subarray(0, 12 * MEBIBYTE))
  const there = [
    { from: 0, to: 5 * MEBIBYTE },
    { from: 8 * MEBIBYTE, to: 12 * MEBIBYTE },
  ]
  await writeJournal(transfer.partPath, journalKeyOf(transfer), there)
  expect((await run()).sha256).toBe(right)
  expect(host.bytesAsked('f')).toBe(content.length - 9 * MEBIBYTE)
})

test('repairing fetches only the blocks that are not good', async () => {
  const { host, run, transfer } = await setUp()
  const damaged = Buffer.from(content)
  damaged[BLOCK_BYTES + 5]! ^= 1
  await writeFile(transfer.partPath, damaged)
  await markGoodBlocks(transfer, [0])
  expect((await run()).sha256).toBe(right)
  expect(host.bytesAsked('f')).toBe(content.length - BLOCK_BYTES)
})

test('a journal of another file, or of more than is there, is not believed', async () => {
  const { run, transfer } = await setUp()
  await writeFile(transfer.partPath, randomBytes(3 * MEBIBYTE))
  const other = { bytes: content.length, content: 'another' }
  await writeJournal(transfer.partPath, other, [{ from: 0, to: 3 * MEBIBYTE }])
  expect((await run()).sha256).toBe(right)
  await writeFile(transfer.partPath, content.subarray(0, MEBIBYTE))
  await writeJournal(transfer.partPath, journalKeyOf(transfer), [{ from: 0, to: content.length }])
  expect((await run()).sha256).toBe(right)
})

test('one connection is enough where more are refused, and nothing is lost', async () => {
  let open = 0
  const { host, run } = await setUp((response, range, bytes, request) => {
    if (open > 0) return void response.writeHead(403).end('<Error/>')
    open += 1
    response.once('close', () => (open -= 1))
    sendContent(response, range, bytes, request)
  })
  expect((await run()).sha256).toBe(right)
  expect(host.asked.length).toBeLessThan(20)
})

test('an address that has run out is asked for again, once', async () => {
  let answered = 0
  const { run, source } = await setUp((response, range, bytes, request) => {
    answered += 1
    if (answered === 2) return void response.writeHead(403).end('<Error>expired</Error>')
    const least = range && { from: range.from, to: Math.min(range.to, range.from + 3 * MEBIBYTE) }
    sendContent(response, least, bytes, request)
  })
  expect((await run({ connections: 1 })).sha256).toBe(right)
  expect(source.located()).toBe(2)
})

test('a host that refuses for good is told with its words, and nothing of them is stored', async () => {
  const { run, transfer } = await setUp((response) => response.writeHead(403).end('<Error/>'))
  await expect(run()).rejects.toMatchObject({ code: 'HUB_FAILED', data: { status: 403 } })
  expect(await readFile(transfer.partPath, 'utf8')).toBe('')
})

test.each<[string, Answer]>([
  [
    'a range elsewhere',
    (response, range, bytes) =>
      response
        .writeHead(206, { 'content-range': `bytes 5-9/${bytes.length}` })
        .end(bytes.subarray(0, range?.to)),
  ],
  ['no word about the range', (response) => response.writeHead(206).end('x'.repeat(100))],
  [
    'a packed range',
    (response, range, bytes) =>
      response
        .writeHead(206, {
          'content-range': `bytes ${range?.from}-${(range?.to ?? 1) - 1}/${bytes.length}`,
          'content-encoding': 'gzip',
        })
        .end('x'.repeat(100)),
  ],
  ['416', (response) => response.writeHead(416).end()],
])('%s is not written; the file is read from its start', async (_name, wrong) => {
  const { run } = await setUp((response, range, bytes, request) =>
    (range ? wrong : sendContent)(response, range, bytes, request),
  )
  expect((await run()).sha256).toBe(right)
})

test('a page, a packed file or another length is never taken for the file', async () => {
  const answers: Answer[] = [
    (response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<p>sign in'),
    (response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end('x'),
    (response) => response.writeHead(200, { 'content-length': 3 }).end('abc'),
  ]
  for (const answer of answers) {
    const { run, transfer } = await setUp(answer)
    await expect(run()).rejects.toMatchObject({ code: 'HUB_FAILED', data: { status: 200 } })
    expect(await readFile(transfer.partPath, 'utf8')).toBe('')
  }
})

test('bytes that were changed on the way are fetched once more, then told', async () => {
  const spoiled = Buffer.from(content)
  spoiled[5_000_000]! ^= 1
  let requests = 0
  const once = await setUp((response, range, bytes, request) => {
    requests += 1
    sendContent(response, range, requests === 1 ? spoiled : bytes, request)
  })
  expect((await once.run({ connections: 1 })).sha256).toBe(right)
  const always = await setUp((response, range, _bytes, request) =>
    sendContent(response, range, spoiled, request),
  )
  await expect(always.run()).rejects.toMatchObject({
    code: 'DOWNLOAD_CORRUPT',
    data: { name: 'f', host: expect.stringContaining('127.0.0.1') },
  })
  expect(await readFile(always.transfer.partPath, 'utf8')).toBe('')
})

test('a file that is another one at the hub is not fetched', async () => {
  const { host, run } = await setUp(sendContent, { located: () => ({ sha256: 'f'.repeat(64) }) })
  await expect(run()).rejects.toMatchObject({ code: 'DOWNLOAD_CHANGED', data: { name: 'f' } })
  expect(host.asked).toHaveLength(0)
})

test('without a published hash the tag decides: no bytes of two files are mixed', async () => {
  const after = Buffer.from(content).reverse()
  let sent: Uint8Array = content
  let answered = 0
  const { run, transfer } = await setUp(
    (response, range, _bytes, request) => {
      answered += 1
      if (answered === 3) sent = after
      const most = range && { from: range.from, to: Math.min(range.to, range.from + 3 * MEBIBYTE) }
      const isSame = request.headers['if-range'] === `"${sha256Of(sent).slice(0, 8)}"`
      sendContent(response, isSame ? most : null, sent, request)
    },
    {
      sha256: null,
      located: () => ({ sha256: null, etag: `"${sha256Of(sent).slice(0, 8)}"` }),
    },
  )
  expect((await run({ connections: 1 })).sha256).toBe(sha256Of(after))
  expect(sha256Of(await readFile(transfer.partPath))).toBe(sha256Of(after))
})

test('a broken connection goes on where it broke', async () => {
  let answered = 0
  const { host, run } = await setUp((response, range, bytes, request) => {
    answered += 1
    if (answered > 3 || !range) return sendContent(response, range, bytes, request)
    response.writeHead(206, {
      'content-range': `bytes ${range.from}-${range.to - 1}/${bytes.length}`,
      'content-length': range.to - range.from,
    })
    const part = bytes.subarray(range.from, range.from + 2 * MEBIBYTE + 100)
    response.write(part, () => response.socket?.destroySoon())
  })
  expect((await run({ connections: 1 })).sha256).toBe(right)
  expect(host.asked).toHaveLength(4)
})

test('silence within an answer ends it, and the rest is asked for', async () => {
  let answered = 0
  const { run } = await setUp(
    (response, range, bytes, request) => {
      answered += 1
      if (answered > 1 || !range) return sendContent(response, range, bytes, request)
      response.writeHead(206, {
        'content-range': `bytes ${range.from}-${range.to - 1}/${bytes.length}`,
      })
      response.write(bytes.subarray(range.from, range.from + MEBIBYTE))
    },
    { stall: 100 },
  )
  expect((await run({ connections: 1 })).sha256).toBe(right)
})

test('after trouble it goes on when it is told to, without hashing or fetching anything twice', async () => {
  let troubled = false
  const { host, run } = await setUp((response, range, bytes, request) => {
    const isLate = (range?.from ?? 0) > 0
    if (isLate && !troubled) {
      troubled = true
      return void response.writeHead(503).end('later')
    }
    const least = range && { from: range.from, to: Math.min(range.to, range.from + 6 * MEBIBYTE) }
    sendContent(response, least, bytes, request)
  })
  const failures: unknown[] = []
  const recover = async (error: unknown, progressed: boolean) => {
    failures.push(error)
    expect(progressed).toBe(true)
  }
  expect((await run({ connections: 1, recover })).sha256).toBe(right)
  expect(failures).toEqual([expect.objectContaining({ code: 'HUB_FAILED' })])
  expect(host.asked).toHaveLength(5)
})

test('stopping keeps every byte that came, and the next run goes on from there', async () => {
  const stop = new AbortController()
  const arrived = 4 * MEBIBYTE + 1000
  const { host, run } = await setUp((response, range, bytes, request) => {
    if (stop.signal.aborted || !range) return sendContent(response, range, bytes, request)
    response.writeHead(206, {
      'content-range': `bytes ${range.from}-${range.to - 1}/${bytes.length}`,
    })
    response.write(bytes.subarray(range.from, range.from + arrived))
  })
  let received = 0
  const running = run({
    connections: 1,
    signal: stop.signal,
    onProgress: (progress) => {
      if (progress.kind === 'received') received += progress.bytes
      if (received === arrived) stop.abort(new Error('paused'))
    },
  })
  await expect(running).rejects.toThrow('paused')
  expect((await run({ connections: 1 })).sha256).toBe(right)
  expect(host.asked.at(-1)?.range?.from).toBe(arrived)
})
