import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { openDatabase } from '../database/open-database.ts'
import { createPixels } from '../media/pixels-process.ts'
import { forkChild } from '../platform/fork-child.ts'
import { createAttachmentStore } from './attachment-store.ts'
import { attachmentFolder, renderingFile } from './rendering-file.ts'

const root = join(import.meta.dirname, '../..')
const redCircle = readFileSync(join(root, 'e2e/fixtures/samples/red-circle.png'))
const idOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const fileOf = (bytes: Uint8Array<ArrayBuffer>, name = 'red.png') => new File([bytes], name)

const pixels = createPixels({ spawnChild: () => forkChild(join(root, 'src-main/pixels/main.ts')) })
afterAll(() => pixels.dispose())

/** A store over a folder of its own; `prepared` counts the pictures that were decoded. */
function openStore(
  dataFolder = mkdtempSync(join(tmpdir(), 'carat-attachments-')),
  inSnapshots = async () => new Set<string>(),
) {
  const database = openDatabase({
    dataFolder,
    migrationsFolder: join(root, 'resources/migrations'),
  })
  const counts = { prepared: 0, cut: 0 }
  const counted: typeof pixels.preparePicture = (input, signal) => {
    counts.prepared++
    return pixels.preparePicture(input, signal)
  }
  const countedCut: typeof pixels.cut = (input, signal) => {
    counts.cut += input.cuts.length
    return pixels.cut(input, signal)
  }
  const store = createAttachmentStore({
    database,
    dataFolder,
    pixels: { preparePicture: counted, cut: countedCut },
    inSnapshots,
  })
  const incoming = () => readdirSync(join(dataFolder, 'attachments/.incoming'))
  return { store, database, dataFolder, counts, incoming }
}

test('a picture is stored by its hash, private to its user', async () => {
  const { store, dataFolder, incoming } = openStore()
  const id = idOf(redCircle)
  const attachment = await store.add(fileOf(redCircle, '/somewhere/red circle.png'))
  const facts = { id, mediaType: 'image/png', width: 224, height: 224, bytes: redCircle.length }
  expect(attachment).toEqual({ name: 'red circle.png', ...facts })
  expect(store.get(id)).toEqual(facts)

  const folder = join(dataFolder, 'attachments', id.slice(0, 2), id)
  const files = ['display.webp', 'original', 'thumbnail.webp', 'view.png']
  expect(readdirSync(folder).toSorted()).toEqual(files)
  for (const file of files) expect(statSync(join(folder, file)).mode & 0o777).toBe(0o600)
  expect(statSync(folder).mode & 0o777).toBe(0o700)
  expect(statSync(join(folder, '..')).mode & 0o777).toBe(0o700)
  expect(readFileSync(join(folder, 'original')).equals(redCircle)).toBe(true)
  const view = readFileSync(await store.findView(id))
  expect(view.toString('latin1', 1, 4)).toBe('PNG')
  expect([view.readUInt32BE(16), view.readUInt32BE(20)]).toEqual([224, 224])
  expect(incoming()).toEqual([])
})

test('the same bytes again are decoded once, also ten at once', async () => {
  const { store, counts, incoming } = openStore()
  const names = Array.from({ length: 10 }, (_, index) => `copy ${index}.png`)
  const added = await Promise.all(names.map((name) => store.add(fileOf(redCircle, name))))
  expect(added.map(({ name }) => name)).toEqual(names)
  expect(new Set(added.map(({ id }) => id)).size).toBe(1)
  await store.add(fileOf(redCircle))
  expect(counts.prepared).toBe(1)
  expect(incoming()).toEqual([])
})

test('who waits for the same bytes is not stopped by the other one stopping', async () => {
  const { store } = openStore()
  const controller = new AbortController()
  const stopped = store.add(fileOf(redCircle), controller.signal)
  const kept = store.add(fileOf(redCircle))
  controller.abort()
  await expect(stopped).rejects.toBe(controller.signal.reason)
  expect(await kept).toMatchObject({ id: idOf(redCircle) })
})

test('a refused file leaves nothing behind', async () => {
  const { store, dataFolder, incoming } = openStore()
  const text = Buffer.from('no picture')
  await expect(store.add(fileOf(text, 'a/letter.png'))).rejects.toMatchObject({
    code: 'MEDIA_UNSUPPORTED',
    data: { name: 'letter.png' },
  })
  await expect(store.add(fileOf(Buffer.alloc(0)))).rejects.toMatchObject({ code: 'MEDIA_EMPTY' })
  expect(incoming()).toEqual([])
  expect(readdirSync(join(dataFolder, 'attachments'))).toEqual(['.incoming'])
  expect(() => store.get(idOf(text))).toThrow(
    expect.objectContaining({ code: 'ATTACHMENT_NOT_FOUND' }),
  )
})

test('a stream that never ends is cut at the limit', async () => {
  const { store, incoming } = openStore()
  let sent = 0
  const endless = {
    name: 'endless.png',
    async *stream() {
      for (;;) {
        sent += 1_000_000
        yield new Uint8Array(1_000_000)
      }
    },
  }
  await expect(store.add(endless)).rejects.toMatchObject({
    code: 'MEDIA_TOO_LARGE',
    data: { name: 'endless.png', bytes: 51_000_000, limitBytes: 50_000_000 },
  })
  expect(sent).toBe(51_000_000)
  expect(incoming()).toEqual([])
})

test('what an earlier run left is cleared, adopted or healed', async () => {
  const { store, database, dataFolder } = openStore()
  const { id } = await store.add(fileOf(redCircle))
  database.prepare('delete from attachments').run()
  database.close()
  mkdirSync(join(dataFolder, 'attachments/.incoming/half'))
  writeFileSync(join(dataFolder, 'attachments/.incoming/half/original'), 'half')

  const again = openStore(dataFolder)
  expect(again.incoming()).toEqual([])
  expect(() => again.store.get(id)).toThrow()
  await again.store.add(fileOf(redCircle))
  expect(again.store.get(id)).toMatchObject({ width: 224 })

  rmSync(attachmentFolder(dataFolder, id), { recursive: true })
  await expect(again.store.findView(id)).rejects.toMatchObject({ code: 'ATTACHMENT_NOT_FOUND' })
  await again.store.add(fileOf(redCircle))
  expect(readFileSync(await again.store.findView(id)).length).toBeGreaterThan(100)
  again.database.close()
})

const wide = readFileSync(join(root, 'e2e/fixtures/samples/wide-diamond-1280x720.jpg'))

test('the views of a picture: the whole, then crops that are cut once', async () => {
  const { store, dataFolder, counts } = openStore()
  const { id } = await store.add(fileOf(wide, 'wide.jpg'))
  const closerLooks = [{ x: 0, y: 0, width: 0.1, height: 0.1 }]
  const look = { filename: 'wide.jpg', detail: 'auto' as const, closerLooks }
  const [first, second] = await Promise.all([store.findViews(id, look), store.findViews(id, look)])
  expect(counts.cut).toBe(3)
  const folder = attachmentFolder(dataFolder, id)
  const crops = ['crop-0-0-640-720.png', 'crop-640-0-640-720.png', 'crop-0-0-128-72.png']
  const files = ['view.png', ...crops].map((file) => readFileSync(join(folder, file)))
  const read = (views: readonly URL[]) => views.map((view) => readFileSync(view))
  expect(read(first)).toEqual(files)
  expect(files.map((file) => [file.readUInt32BE(16), file.readUInt32BE(20)])).toEqual([
    [896, 504],
    [796, 896],
    [796, 896],
    [896, 504],
  ])
  for (const file of crops) expect(statSync(join(folder, file)).mode & 0o777).toBe(0o600)
  expect(readdirSync(folder)).toHaveLength(4 + crops.length)

  // One that was lost, and one that a crash left half written.
  rmSync(join(folder, crops[1]!))
  writeFileSync(join(folder, `${crops[1]}.incoming`), 'half')
  const again = await store.findViews(id, look)
  expect(counts.cut).toBe(4)
  expect(second).toEqual(first)
  expect(again).toEqual(first)
  expect(read(again)).toEqual(files)
})

test('a picture with one view is read as before, and needs no original', async () => {
  const { store, dataFolder, counts } = openStore()
  const { id } = await store.add(fileOf(wide, 'wide.jpg'))
  rmSync(join(attachmentFolder(dataFolder, id), 'original'))
  expect(await store.findViews(id, { filename: 'wide.jpg' })).toHaveLength(1)
  expect(counts.cut).toBe(0)
  await expect(store.findViews(id, { filename: 'wide.jpg', detail: 'auto' })).rejects.toMatchObject(
    { code: 'ATTACHMENT_NOT_FOUND' },
  )
})

test('only an id can become part of a path', () => {
  for (const id of [
    '',
    '..',
    '../../etc',
    'A'.repeat(64),
    `${'a'.repeat(63)}/`,
    `${'a'.repeat(64)}\n`,
  ])
    expect(() => renderingFile('/data', id, 'display'), id).toThrow()
  const id = 'ab'.padEnd(64, '0')
  expect(renderingFile('/data', id, 'display')).toBe(
    join('/data/attachments/ab', id, 'display.webp'),
  )
})

test('what nothing shows is deleted an hour after it was last added', async () => {
  const { store, database, dataFolder, counts, incoming } = openStore()
  const { id } = await store.add(fileOf(redCircle))
  const hour = 60 * 60 * 1000
  await store.removeUnused(Date.now() + hour / 2)
  expect(store.get(id)).toMatchObject({ id })

  database.prepare('update attachments set created_at = 0').run()
  await store.add(fileOf(redCircle))
  await store.removeUnused()
  expect(counts.prepared).toBe(1)

  await store.removeUnused(Date.now() + 2 * hour)
  expect(() => store.get(id)).toThrow(expect.objectContaining({ code: 'ATTACHMENT_NOT_FOUND' }))
  expect(existsSync(attachmentFolder(dataFolder, id))).toBe(false)
  expect(incoming()).toEqual([])
  await store.add(fileOf(redCircle))
  expect(counts.prepared).toBe(2)
})

test('what a snapshot has stays until the snapshot goes', async () => {
  const needed = new Set<string>()
  const { store } = openStore(undefined, async () => needed)
  const { id } = await store.add(fileOf(redCircle))
  needed.add(id)
  const later = Date.now() + 2 * 60 * 60 * 1000
  await store.removeUnused(later)
  expect(store.get(id)).toMatchObject({ id })
  needed.clear()
  await store.removeUnused(later)
  expect(() => store.get(id)).toThrow(expect.objectContaining({ code: 'ATTACHMENT_NOT_FOUND' }))
})
