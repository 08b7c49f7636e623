import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../../testing/temporary-folder.ts'
import { recognise } from './import/recognise.ts'
import { watchReading } from './import/watch-reading.ts'
import { fillProfile } from './testing/fill-profile.ts'
import { chatgptZip, janFiles, lmStudioFiles, openWebuiFile } from './testing/foreign-exports.ts'
import { makeZip, renameInZip } from './testing/make-zip.ts'
import {
  ending,
  inspectFiles,
  openTransfer,
  type OpenTransfer,
  type TestFile,
  words,
} from './testing/open-transfer.ts'

/** Deterministic numbers below a bound (mulberry32), so that a failure can be seen again. */
function createRandom(seed: number) {
  let state = seed
  return (below: number) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

/** Damages an archive in one of the ways that files are damaged, by chance or on purpose. */
function mutate(original: Buffer<ArrayBuffer>, random: (below: number) => number) {
  const bytes = Buffer.from(original)
  const place = random(bytes.length)
  switch (random(6)) {
    case 0: {
      for (let flips = 1 + random(8); flips > 0; flips -= 1)
        bytes[random(bytes.length)] = random(256)
      return bytes
    }
    case 1:
      return bytes.subarray(0, place)
    case 2:
      return Buffer.concat([bytes.subarray(0, place), bytes.subarray(place + 1 + random(200))])
    case 3: {
      const again = bytes.subarray(place, place + random(500))
      return Buffer.concat([bytes.subarray(0, place), again, bytes.subarray(place)])
    }
    case 4: {
      // Sizes, offsets and counts are in the list at the end.
      const from = Math.max(0, bytes.length - 600)
      const values = [0, 1, 0xffff, 0x7fffffff, 0xffffffff]
      bytes.writeUInt32LE(values[random(5)]!, Math.min(from + random(590), bytes.length - 4))
      return bytes
    }
    default: {
      const name = ['../../../../evil', '/etc/cron.d/evil', 'C:\\evil\\evil.js'][random(3)]!
      bytes.write(name, Math.min(place, bytes.length - name.length))
      return bytes
    }
  }
}

/** More of them are for those who change how exports are read. */
const MUTANTS = Number(process.env['CARAT_MUTANTS'] ?? 300)

/** Files of a folder and below it, by their paths. */
const listFiles = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name))

async function importAll(transfer: OpenTransfer, file: TestFile) {
  const { id, state } = await inspectFiles(transfer, [file])
  if (state.kind !== 'preview') return state
  const chosen = state.preview.conversations.filter(({ standing }) => standing === 'new')
  if (chosen.length === 0) {
    transfer.imports.cancel(id)
    return ending(transfer.imports.follow(id, undefined))
  }
  transfer.imports.run(id, new Set(chosen.map((each) => each.id)))
  return ending(transfer.imports.follow(id, undefined))
}

test(`of ${MUTANTS} damaged exports none writes anywhere else, crashes or fills the memory`, async () => {
  const home = temporaryFolder()
  const dataFolder = join(home, 'a/b/c/data')
  mkdirSync(dataFolder, { recursive: true })
  const transfer = openTransfer(dataFolder)
  await fillProfile(transfer)
  const exported =
    (await transfer.exports.start({ scope: { kind: 'all' }, format: 'json', words })) ?? ''
  await ending(transfer.exports.follow(exported, undefined))
  const originals = [
    { name: 'carat.zip', content: readFileSync(transfer.exports.takeDownload(exported)!.file) },
    { name: 'chatgpt.zip', content: await chatgptZip() },
    { name: 'jan.zip', content: await makeZip(janFiles()) },
    { name: 'lm-studio.zip', content: await makeZip(lmStudioFiles()) },
    { name: 'webui.json', content: Buffer.from(openWebuiFile().content as string) },
  ]
  const clear = transfer.database.prepare('delete from chats')
  const ends: Record<string, number> = {}
  const memory = process.memoryUsage().rss
  for (let number = 0; number < MUTANTS; number += 1) {
    const random = createRandom(number)
    const { name, content } = originals[number % originals.length]!
    const mutant = mutate(content, random)
    clear.run()
    const state = await importAll(transfer, { name, content: mutant })
    ends[state.kind] = (ends[state.kind] ?? 0) + 1
    if (state.kind === 'failed') expect(state.failure.code, `mutant ${number}`).not.toBe('INTERNAL')
  }
  expect(process.memoryUsage().rss - memory).toBeLessThan(400_000_000)
  expect(ends['done']).toBeGreaterThan(MUTANTS / 10)
  expect(ends['failed']).toBeGreaterThan(MUTANTS / 10)
  expect(listFiles(home).filter((file) => !file.startsWith(dataFolder))).toEqual([])
  const places = listFiles(dataFolder).map((file) => file.slice(dataFolder.length + 1))
  for (const place of places)
    expect(place).toMatch(
      /^(carat\.db(-wal|-shm)?|attachments\/[0-9a-f]{2}\/[0-9a-f]{64}\/[\w.-]+|transfers\/exports\/[\w-]+)$/,
    )
  expect(transfer.database.pragma('integrity_check', { simple: true })).toBe('ok')
}, 180_000)

const list = (name: string) => ({
  name,
  content: JSON.stringify([{ id: 'x', mapping: {} }]),
})

test.each([
  ['leading out of the archive', '../../../evil.json'],
  ['from the root', '/etc/cron.d/evil.x'],
  ['from a drive', 'C:/Windows/evil.js'],
])('a name %s is refused, with all that is beside it', async (_what, name) => {
  const transfer = openTransfer()
  const honest = 'conversations.json'
  const zip = renameInZip(await makeZip([list(honest)]), honest, name.padEnd(honest.length, '_'))
  expect((await inspectFiles(transfer, [{ name: 'bad.zip', content: zip }])).state).toMatchObject({
    kind: 'failed',
    failure: { code: 'IMPORT_REFUSED', data: { name: 'bad.zip', reason: 'names' } },
  })
  expect(listFiles(dirname(transfer.folders.imports))).toEqual([])
})

test('a link is not followed, and is no file', async () => {
  const transfer = openTransfer()
  const link = { name: 'conversations.json', content: '/etc/passwd', mode: 0o120777 }
  const { state } = await inspectFiles(transfer, [
    { name: 'link.zip', content: await makeZip([link]) },
  ])
  expect(state).toMatchObject({ kind: 'failed', failure: { code: 'IMPORT_UNKNOWN' } })
})

test('what unpacks to far more than it is gets refused before it is unpacked', async () => {
  const transfer = openTransfer()
  const bomb = { name: 'conversations.json', content: new Uint8Array(30_000_000) }
  const zip = await makeZip([bomb])
  expect(zip.length).toBeLessThan(100_000)
  const { state } = await inspectFiles(transfer, [{ name: 'bomb.zip', content: zip }])
  expect(state).toMatchObject({
    kind: 'failed',
    failure: { code: 'IMPORT_REFUSED', data: { reason: 'ratio' } },
  })
})

test('one endless file without anything in it is given up when the user cancels', async () => {
  const cancelled = new AbortController()
  let read = 0
  const archive = watchReading(
    {
      name: 'endless.json',
      entries: [
        {
          name: 'conversations.json',
          bytes: 1e15,
          async *open() {
            for (;;) {
              await setImmediate()
              yield Buffer.alloc(65_536, ' ')
            }
          },
        },
      ],
      close: () => {},
    },
    cancelled.signal,
    (bytes) => {
      read += bytes
      if (read > 1_000_000) cancelled.abort()
    },
  )
  await expect(recognise(archive)).rejects.toMatchObject({ code: 'IMPORT_UNKNOWN' })
  expect(read).toBeLessThan(1_100_000)
})

test('a list of more conversations than anybody has is refused', async () => {
  const transfer = openTransfer()
  const content = `[{"id":"x","mapping":{}}${',{}'.repeat(100_000)}]`
  const { state } = await inspectFiles(transfer, [{ name: 'many.json', content }])
  expect(state).toMatchObject({
    kind: 'failed',
    failure: { code: 'IMPORT_REFUSED', data: { reason: 'conversations' } },
  })
})

test('a manifest of a million entries without anything in them is refused, at once', async () => {
  const transfer = openTransfer()
  const list = `[{}${',{}'.repeat(1_200_000)}]`
  const content = `{"format":"carat-conversations","version":1,"conversations":${list}}`
  const zip = await makeZip([{ name: 'carat.json', content }])
  expect(zip.length).toBeLessThan(10_000)
  const { state } = await inspectFiles(transfer, [{ name: 'many.zip', content: zip }])
  expect(state).toMatchObject({ kind: 'failed', failure: { code: 'IMPORT_DAMAGED' } })
  expect(JSON.stringify(state).length).toBeLessThan(2_000)
})

test('a size that lies is found out while it is read', async () => {
  const transfer = openTransfer()
  const words_ = JSON.stringify([{ id: 'x', mapping: {}, title: 'a'.repeat(5_000) }])
  const zip = await makeZip([{ name: 'conversations.json', content: words_ }])
  // Of its unpacked size in the list at the end.
  const place = zip.lastIndexOf('PK\x01\x02')
  zip.writeUInt32LE(100, place + 24)
  const { state } = await inspectFiles(transfer, [{ name: 'lie.zip', content: zip }])
  expect(state).toMatchObject({ kind: 'failed', failure: { code: 'IMPORT_UNKNOWN' } })
})
