// What happens to a message before an engine hears of it: a photo is prepared, the words are committed.
//
//   npm run bench -- services
import { randomUUID } from 'node:crypto'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import sharp from 'sharp'
import { createChatStore } from '../src-main/chats/chat-store.ts'
import { createMessageCommits } from '../src-main/chats/commit-messages.ts'
import { openDatabase } from '../src-main/database/open-database.ts'
import { createPixels } from '../src-main/media/pixels-process.ts'
import { DISPLAY_SIDE, fit } from '../src-main/pixels/decode-picture.ts'
import { openSource } from '../src-main/pixels/open-source.ts'
import { createSourceHost } from '../src-main/testing/source-host.ts'
import { median } from './compare.ts'
import { noteGate } from './gate.ts'

const root = resolve(import.meta.dirname, '..')
const folder = await mkdtemp(join(tmpdir(), 'carat-bench-'))
const host = createSourceHost(folder)

/** P7: what happens to a photo before an engine sees it. */
async function photo(): Promise<void> {
  const pixels = createPixels(host)
  const source = join(folder, 'photo.jpg')
  const noise = { type: 'gaussian', mean: 128, sigma: 60 } as const
  const create = { width: 4000, height: 3000, channels: 3, background: '#888', noise } as const
  // Blurred, noise is about as hard to decode as a photo.
  await sharp({ create }).blur(2).jpeg({ quality: 90 }).toFile(source)
  const [shrunk, kept]: [number[], number[]] = [[], []]
  for (let round = 0; round < 8; round += 1) {
    const opened = performance.now()
    const { read } = await openSource({ source, name: 'photo.jpg' })
    await read((picture) => fit(picture, DISPLAY_SIDE))
    shrunk.push(performance.now() - opened)
    const outputFolder = join(folder, `photo-${round}`)
    await mkdir(outputFolder)
    const begun = performance.now()
    await pixels.preparePicture({ source, name: 'photo.jpg', outputFolder })
    kept.push(performance.now() - begun)
  }
  await pixels.dispose()
  noteGate({
    id: 'P7',
    what: 'photo of 12 megapixels: decoded and resized',
    value: median(shrunk.slice(1)),
    unit: 'ms',
    most: 150,
  })
  noteGate({
    id: 'P7',
    what: 'the same in a process of its own, with three renderings written',
    value: median(kept.slice(1)),
    unit: 'ms',
  })
}

/** P16: a message and the start of its reply, on disk. */
function commits(): void {
  const database = openDatabase({
    dataFolder: join(folder),
    migrationsFolder: join(root, 'resources/migrations'),
  })
  const messages = createMessageCommits(database)
  const store = createChatStore(database)
  const times: number[] = []
  for (let count = 0; count < 400; count += 1) {
    const begun = performance.now()
    const { replyId } = messages.send({
      requestId: randomUUID(),
      chatId: null,
      parentId: null,
      model: { id: 'demo', name: 'Demo' },
      parts: [{ type: 'text', text: `Question ${count}` }],
      context: null,
    })
    times.push(performance.now() - begun)
    store.endReply(replyId, { status: 'done', text: 'Answer', failure: null, stats: null })
  }
  database.close()
  noteGate({
    id: 'P16',
    what: 'commit of a message, 95th percentile',
    value: times.toSorted((one, other) => one - other)[Math.floor(times.length * 0.95)] ?? 0,
    unit: 'ms',
    most: 10,
  })
}

await photo()
commits()
await rm(folder, { recursive: true, force: true })
process.exit()
