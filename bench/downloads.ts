// How fast Carat downloads, as ratios in one run: beside curl from the same host, and beside itself
// without its hashing. Never a timed test: machines are noisy.
//
//   npm run bench -- downloads
import { execFile, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { createAddress } from '../src-main/models/downloads/address.ts'
import { createConnections } from '../src-main/models/downloads/connections.ts'
import { openPartFile } from '../src-main/models/downloads/part-file.ts'
import { noSpeedLimit } from '../src-main/models/downloads/speed-limit.ts'
import {
  journalKeyOf,
  type Transfer,
  type TransferOptions,
} from '../src-main/models/downloads/transfer.ts'
import { discardTransfer, transferFile } from '../src-main/models/downloads/transfer-file.ts'
import type { ModelSource } from '../src-main/models/sources/model-source.ts'
import { createHttpClient } from '../src-main/network/http-client.ts'
import { median } from './compare.ts'
import { noteGate } from './gate.ts'
import type { Listening } from './download-server.ts'

const ROUNDS = 5
const MEGABYTE = 1_000_000
/**
 * A line of one gigabit a second, and a server that gives each connection 10 MB/s. What goes faster
 * than that is held up by the disk and the processor, not by the line: curl neither hashes nor waits
 * until its bytes are on disk. Those lines are shown, and judged by nobody.
 */
const GIGABIT = 125 * MEGABYTE
const CAPPED = 10 * MEGABYTE
const lengths = { fast: 512 * MEGABYTE, line: 250 * MEGABYTE, capped: 60 * MEGABYTE }

/** One line of the table: two sides in the same run, and what their ratio must be. */
interface Race {
  name: string
  bytes: number
  carat: () => Promise<void>
  other: () => Promise<void>
  /** How many times as fast as the other side Carat must be; null for a figure without a gate. */
  least: number | null
}

const folder = await mkdtemp(join(tmpdir(), 'carat-bench-'))
const server = fork(
  resolve(import.meta.dirname, 'download-server.ts'),
  Object.values(lengths).map(String),
  { stdio: ['ignore', 'ignore', 'inherit', 'ipc'], execArgv: [] },
)
const [{ sha256, url }] = (await once(server, 'message')) as [Listening]
const http = createHttpClient({ offline: () => false, proxyFor: async () => null })

function prepare(rate: number, bytes: number, connections: number) {
  const hash = sha256[bytes] ?? null
  const transfer: Transfer = {
    file: { ref: { source: 'huggingface', repository: 'o/n' }, revision: 'c', path: 'file' },
    bytes,
    sha256: hash,
    partPath: join(folder, 'carat.part'),
  }
  const location = {
    url: new URL(`/${rate}/${bytes}`, url),
    headers: {},
    bytes,
    sha256: hash,
    etag: null,
  }
  const options: TransferOptions = {
    http,
    source: { locate: async () => location } as Partial<ModelSource> as ModelSource,
    signal: new AbortController().signal,
    connections,
    limit: noSpeedLimit,
    onProgress: () => {},
  }
  return { transfer, options }
}

/** A whole download as the app does it, until the file is known to be right. */
const withCarat = (rate: number, bytes: number, connections: number) => async () => {
  const { options, transfer } = prepare(rate, bytes, connections)
  await transferFile(transfer, options)
}

/** The same without a hash. */
const withoutHash = (rate: number, bytes: number, connections: number) => async () => {
  const { options, transfer } = prepare(rate, bytes, connections)
  const part = await openPartFile(transfer.partPath, journalKeyOf(transfer))
  const nothing = async () => {}
  const front = {
    take: () => {},
    catchUp: () => {},
    position: () => 0,
    settle: nothing,
    stop: nothing,
    finish: () => ({ sha256: '', blocks: new Uint8Array(0) }),
  }
  const receiver = { part, front, limit: options.limit, onProgress: () => {} }
  const address = createAddress(transfer, options)
  await createConnections(receiver, address, transfer, options).fetchMissing()
  await part.flush()
  await part.close()
}

const withCurl = (rate: number, bytes: number) => async () => {
  const target = join(folder, 'curl.part')
  await promisify(execFile)('curl', ['--silent', '--output', target, `${url}/${rate}/${bytes}`])
}

async function timeOf(work: () => Promise<void>): Promise<number> {
  const begun = performance.now()
  await work()
  const time = performance.now() - begun
  await discardTransfer(join(folder, 'carat.part'))
  await rm(join(folder, 'curl.part'), { force: true })
  return time
}

/** Both sides in turn (A-B, then B-A), so that a noisy machine troubles both alike. */
async function race({ bytes, carat, least, name, other }: Race): Promise<string[]> {
  const times = { carat: [] as number[], other: [] as number[] }
  for (let round = 0; round <= ROUNDS; round++) {
    const turns = [
      async () => times.carat.push(await timeOf(carat)),
      async () => times.other.push(await timeOf(other)),
    ]
    for (const turn of round % 2 === 0 ? turns : turns.toReversed()) await turn()
  }
  // The first round only warms both sides up.
  const [mine, theirs] = [median(times.carat.slice(1)), median(times.other.slice(1))]
  const speed = (time: number) => (bytes / MEGABYTE / (time / 1000)).toFixed(1)
  const ratio = theirs / mine
  if (least !== null) noteGate({ id: 'P20', what: name, value: ratio, unit: 'times', least })
  const verdict = least === null ? '' : `>= ${least.toFixed(2)} ${ratio >= least ? 'PASS' : 'miss'}`
  return [name, `${speed(mine)} / ${speed(theirs)} MB/s`, ratio.toFixed(3), verdict]
}

const { capped, fast, line } = lengths
const races: Race[] = [
  {
    name: 'one connection, gigabit line / curl',
    bytes: line,
    carat: withCarat(GIGABIT, line, 1),
    other: withCurl(GIGABIT, line),
    least: 0.95,
  },
  {
    name: 'one connection, as fast as it goes / curl',
    bytes: fast,
    carat: withCarat(0, fast, 1),
    other: withCurl(0, fast),
    least: null,
  },
  {
    name: '4 connections of 10 MB/s each / curl with one',
    bytes: capped,
    carat: withCarat(CAPPED, capped, 4),
    other: withCurl(CAPPED, capped),
    least: 3.6,
  },
  {
    name: 'with its hash, gigabit line / without',
    bytes: line,
    carat: withCarat(GIGABIT / 4, line, 4),
    other: withoutHash(GIGABIT / 4, line, 4),
    least: 0.95,
  },
  {
    name: 'with its hash, as fast as it goes / without',
    bytes: fast,
    carat: withCarat(0, fast, 1),
    other: withoutHash(0, fast, 1),
    least: null,
  },
]
const rows = [['download', 'speed', 'ratio', 'gate']]
for (const each of races) rows.push(await race(each))
const widths = [0, 1, 2, 3].map((at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)))
const table = rows.map((row) => row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  '))
process.stdout.write(`Medians of ${ROUNDS} rounds\n${table.join('\n')}\n`)
await rm(folder, { recursive: true, force: true })
server.disconnect()
process.exit()
