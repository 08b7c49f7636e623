import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { CaratError } from '../../platform/carat-error.ts'
import { tinyModel, tinyProjector } from '../library/testing/test-models.ts'
import { realDisk } from './disk.ts'
import { openDownloads } from './testing/open-downloads.ts'
import { type Answer, sendContent, serveContent, sha256Of } from './testing/serve-content.ts'
import { choose, createTestSources } from './testing/test-repository.ts'

const isDone = ({ state }: { state: { kind: string } }) => state.kind === 'done'

/** A model of some mebibytes. */
const bigModel = (seed: number, rows = 16_384) => tinyModel({ seed, rows, name: `Model ${seed}` })
const files = {
  'a.gguf': bigModel(1),
  'b.gguf': bigModel(2),
  'small.gguf': tinyModel({ seed: 3 }),
  'projector.gguf': tinyProjector(64),
  'other-projector.gguf': tinyProjector(128),
}
const repository = {
  variants: { Q4_0: ['a.gguf'], Q8_0: ['b.gguf'], tiny: ['small.gguf'] },
  projectors: ['projector.gguf', 'other-projector.gguf'],
}

/** What is on disk of the large models when a tap has let half of everything through. */
const half = 2 * 1024 * 1024

/** Sends half of what is asked of them, and the rest when it is opened. */
function createTap() {
  const waiting: (() => void)[] = []
  let open = false
  const answer: Answer = (response, range, content, request) => {
    if (open || !range || content.length < half)
      return sendContent(response, range, content, request)
    const { from, to } = range
    const middle = Math.ceil((from + to) / 2)
    response.writeHead(206, {
      'content-range': `bytes ${from}-${to - 1}/${content.length}`,
      'content-length': to - from,
    })
    response.write(content.subarray(from, middle))
    waiting.push(() => response.end(content.subarray(middle, to)))
  }
  return {
    answer,
    open: () => {
      open = true
      for (const go of waiting) go()
    },
  }
}

test('a model and its projector become one model in the library', async () => {
  const host = await serveContent(files)
  const open = await openDownloads({ sources: createTestSources(host, repository) })
  const id = await open.downloads.start(choose('a.gguf', 'projector.gguf'), null)
  const done = await open.untilOne(id, isDone)
  expect(done).toMatchObject({ title: 'Tiny', label: 'Q4_0', pictures: true })
  expect(done.doneBytes).toBe(done.totalBytes)
  const [model] = await open.models()
  expect(done.state).toEqual({ kind: 'done', modelId: model?.id })
  expect(model).toMatchObject({ pictures: true, problem: null, owned: true })
  const [folder] = (await readdir(open.modelsFolder)).filter((name) => !name.startsWith('.'))
  expect(folder).toMatch(/^Tiny-Q4_0-[0-9a-f]{8}$/)
  const placed = join(open.modelsFolder, folder ?? '')
  expect((await readdir(placed)).toSorted()).toEqual(['model.gguf', 'projector.gguf'])
  expect(sha256Of(await readFile(join(placed, 'model.gguf')))).toBe(sha256Of(files['a.gguf']))
  expect(existsSync(join(open.modelsFolder, '.downloads'))).toBe(false)
  const shown = open.snapshots.flatMap(({ downloads }) => downloads.map((each) => each.doneBytes))
  expect(shown).toEqual(shown.toSorted((one, other) => one - other))
})

test('asking twice is one download, and two models with one projector fetch it once', async () => {
  const host = await serveContent(files)
  const open = await openDownloads({ sources: createTestSources(host, repository) })
  const ids = await Promise.all([
    open.downloads.start(choose('a.gguf', 'projector.gguf'), null),
    open.downloads.start(choose('a.gguf', 'projector.gguf'), null),
    open.downloads.start(choose('b.gguf', 'projector.gguf'), null),
  ])
  expect(new Set(ids).size).toBe(2)
  await open.until((all) => all.length === 2 && all.every(isDone))
  expect(host.bytesAsked('projector.gguf')).toBe(files['projector.gguf'].length)
  expect(host.bytesAsked('a.gguf')).toBe(files['a.gguf'].length)
  expect(await open.models()).toHaveLength(2)
  expect(await open.downloads.start(choose('a.gguf', 'projector.gguf'), null)).toBe(ids[0])
})

test('paused, it keeps every byte; the next start of the app leaves it so, and it goes on', async () => {
  const tap = createTap()
  const host = await serveContent(files, tap.answer)
  const sources = createTestSources(host, repository)
  const first = await openDownloads({ sources })
  const id = await first.downloads.start(choose('a.gguf'), null)
  await first.untilOne(id, ({ doneBytes }) => doneBytes >= half)
  await first.downloads.pause(id)
  await expect.poll(() => first.fractions.at(-1)).toBe(null)
  expect(first.fractions.some((fraction) => fraction !== null && fraction > 0.4)).toBe(true)
  await first.close()
  const before = host.asked.length
  const second = await openDownloads({ sources, dataFolder: first.dataFolder })
  const [paused] = await second.until((all) => all.length === 1)
  expect(paused).toMatchObject({ id, state: { kind: 'paused' } })
  const kept = paused?.doneBytes ?? 0
  expect(kept).toBeGreaterThanOrEqual(half)
  tap.open()
  await second.downloads.resume(id)
  await second.untilOne(id, isDone)
  const again = host.asked.slice(before).map(({ range }) => (range ? range.to - range.from : 0))
  expect(again.reduce((sum, bytes) => sum + bytes, 0)).toBe(files['a.gguf'].length - kept)
})

test('what was running when the app ended goes on by itself, and never falls', async () => {
  const tap = createTap()
  const host = await serveContent(files, tap.answer)
  const sources = createTestSources(host, repository)
  const first = await openDownloads({ sources })
  const id = await first.downloads.start(choose('a.gguf'), null)
  await first.untilOne(id, ({ doneBytes }) => doneBytes >= half)
  await first.close()
  tap.open()
  const second = await openDownloads({ sources, dataFolder: first.dataFolder })
  await second.untilOne(id, isDone)
  const shown = [...first.snapshots, ...second.snapshots].flatMap(({ downloads }) =>
    downloads.map((each) => each.doneBytes),
  )
  expect(shown).toEqual(shown.toSorted((one, other) => one - other))
  expect(await second.models()).toHaveLength(1)
})

test('so many at a time, in the order they are put into', async () => {
  const tap = createTap()
  const host = await serveContent(files, tap.answer)
  const open = await openDownloads({
    sources: createTestSources(host, repository),
    settings: { simultaneousDownloads: 1 },
  })
  const first = await open.downloads.start(choose('a.gguf'), null)
  await open.untilOne(first, ({ doneBytes }) => doneBytes > 0)
  const second = await open.downloads.start(choose('b.gguf'), null)
  const third = await open.downloads.start(choose('small.gguf'), null)
  await open.downloads.move(third, second)
  const order = await open.until((all) => all.length === 3)
  expect(order.map(({ id }) => id)).toEqual([first, third, second])
  expect(order.map(({ state }) => state.kind)).toEqual(['running', 'queued', 'queued'])
  await open.downloads.pause(first)
  await open.untilOne(third, isDone)
  open.change({ simultaneousDownloads: 2 })
  await open.downloads.resume(first)
  tap.open()
  await open.until((all) => all.every(isDone))
})

test('cancelling deletes what arrived, but nothing that another one needs', async () => {
  const tap = createTap()
  const host = await serveContent(files, tap.answer)
  const open = await openDownloads({ sources: createTestSources(host, repository) })
  const first = await open.downloads.start(choose('a.gguf', 'projector.gguf'), null)
  const second = await open.downloads.start(choose('a.gguf'), null)
  await open.until((all) => all.length === 2 && all.every(({ doneBytes }) => doneBytes > 0))
  await open.downloads.cancel(first)
  tap.open()
  await open.untilOne(second, isDone)
  host.setAnswer(createTap().answer)
  const third = await open.downloads.start(choose('b.gguf'), null)
  await open.untilOne(third, ({ doneBytes }) => doneBytes > 0)
  await open.downloads.cancel(third)
  expect(existsSync(join(open.modelsFolder, '.downloads'))).toBe(false)
  expect((await open.models()).map(({ pictures }) => pictures)).toEqual([false])
  await expect(open.downloads.pause(third)).rejects.toMatchObject({ code: 'DOWNLOAD_NOT_FOUND' })
})

test('a gated model waits for its licence, and goes on when it is accepted', async () => {
  const host = await serveContent(files)
  let isAccepted = false
  const plain = createTestSources(host, repository)
  const refusal = new CaratError('HUB_ACCESS', {
    repository: 'owner/name',
    reason: 'licence',
    pageUrl: 'https://example.org',
  })
  const sources = createTestSources(host, repository, {
    locate: async (file, signal) => {
      if (!isAccepted) throw refusal
      return await plain.huggingface.locate(file, signal)
    },
  })
  const open = await openDownloads({ sources })
  const id = await open.downloads.start(choose('a.gguf'), null)
  const waiting = await open.untilOne(id, ({ state }) => state.kind === 'waiting')
  expect(waiting.state).toMatchObject({ failure: { code: 'HUB_ACCESS' }, retrySeconds: null })
  isAccepted = true
  open.downloads.retryAccess()
  await open.untilOne(id, isDone)
})

test('a busy hub is left alone for as long as it says, with a countdown', async () => {
  let busy = true
  const host = await serveContent(files, (response, range, content, request) => {
    if (!busy) return sendContent(response, range, content, request)
    busy = false
    response.writeHead(429, { 'retry-after': '2' }).end()
  })
  const open = await openDownloads({ sources: createTestSources(host, repository) })
  const id = await open.downloads.start(choose('a.gguf'), null)
  const waiting = await open.untilOne(id, ({ state }) => state.kind === 'waiting')
  const since = performance.now()
  expect(waiting.state).toMatchObject({ failure: { code: 'HUB_BUSY' }, retrySeconds: 2 })
  await open.untilOne(id, isDone)
  expect(performance.now() - since).toBeGreaterThan(1500)
  const seconds = open.snapshots.flatMap(({ downloads }) =>
    downloads.flatMap(({ state }) => (state.kind === 'waiting' ? [state.retrySeconds] : [])),
  )
  expect(seconds).toContain(1)
})

test('a projector of another model is refused in words, and nothing gets into the library', async () => {
  const host = await serveContent(files)
  const open = await openDownloads({ sources: createTestSources(host, repository) })
  const id = await open.downloads.start(choose('a.gguf', 'other-projector.gguf'), null)
  const failed = await open.untilOne(id, ({ state }) => state.kind === 'failed')
  expect(failed.state).toMatchObject({
    failure: { code: 'PROJECTOR_MISMATCH', data: { modelWidth: 64, projectorWidth: 128 } },
  })
  expect(await open.models()).toHaveLength(0)
  await open.downloads.cancel(id)
  expect(existsSync(join(open.modelsFolder, '.downloads'))).toBe(false)
})

test('too little space is told before anything starts, with what others will take', async () => {
  const host = await serveContent(files)
  let freeBytes = 2 * 1024 ** 3 + files['a.gguf'].length * 1.5
  const disk = {
    ...realDisk,
    space: async () => ({ freeBytes, largestFile: Number.POSITIVE_INFINITY, device: 1 }),
  }
  const tap = createTap()
  host.setAnswer(tap.answer)
  const open = await openDownloads({ sources: createTestSources(host, repository), disk })
  const id = await open.downloads.start(choose('a.gguf'), null)
  await open.untilOne(id, ({ doneBytes }) => doneBytes > 0)
  await expect(open.downloads.start(choose('b.gguf'), null)).rejects.toMatchObject({
    code: 'DOWNLOAD_NO_SPACE',
    data: { freeBytes: expect.any(Number), neededBytes: expect.any(Number) },
  })
  tap.open()
  await open.untilOne(id, isDone)
  freeBytes = 0
  await expect(open.downloads.start(choose('b.gguf'), null)).rejects.toMatchObject({
    code: 'DOWNLOAD_NO_SPACE',
    data: { freeBytes: 0 },
  })
})

test('a disk that becomes full is waited for, and everything that arrived is kept', async () => {
  const host = await serveContent(files)
  let isFull = true
  const disk: typeof realDisk = {
    ...realDisk,
    async open(path) {
      const file = await realDisk.open(path)
      return {
        ...file,
        write: async (chunks, offset) => {
          if (isFull && offset > 2_000_000)
            throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' })
          await file.write(chunks, offset)
        },
      }
    },
  }
  const open = await openDownloads({ sources: createTestSources(host, repository), disk })
  const id = await open.downloads.start(choose('a.gguf'), null)
  const waiting = await open.untilOne(id, ({ state }) => state.kind === 'waiting')
  expect(waiting.state).toMatchObject({ failure: { code: 'DOWNLOAD_NO_SPACE' } })
  expect(waiting.doneBytes).toBeGreaterThan(0)
  isFull = false
  await open.downloads.resume(id)
  await open.untilOne(id, isDone)
})

test('the speed limit holds for all together and may change at any time', async () => {
  const content = randomBytes(10)
  const host = await serveContent({ ...files, x: content })
  const open = await openDownloads({
    sources: createTestSources(host, repository),
    settings: { downloadSpeedLimit: 2_000_000 },
  })
  const since = performance.now()
  const first = await open.downloads.start(choose('a.gguf'), null)
  const second = await open.downloads.start(choose('b.gguf'), null)
  const arrived = (all: { doneBytes: number }[]) =>
    all.reduce((sum, { doneBytes }) => sum + doneBytes, 0)
  const all = await open.until((each) => arrived(each) > 2_000_000)
  expect(arrived(all) / ((performance.now() - since) / 1000)).toBeLessThan(2_600_000)
  open.change({ downloadSpeedLimit: null })
  await open.untilOne(first, isDone)
  await open.untilOne(second, isDone)
  const whole = files['a.gguf'].length + files['b.gguf'].length
  expect(performance.now() - since).toBeLessThan((whole / 2_000_000) * 1000)
})

test('bytes that stay wrong end it with the host in the words, and it can be tried again', async () => {
  let isWrong = true
  const host = await serveContent(files, (response, range, content, request) => {
    const sent = Buffer.from(content)
    if (isWrong) sent[100_000]! ^= 1
    sendContent(response, range, sent, request)
  })
  const open = await openDownloads({ sources: createTestSources(host, repository) })
  const id = await open.downloads.start(choose('a.gguf'), null)
  const failed = await open.untilOne(id, ({ state }) => state.kind === 'failed')
  expect(failed.state).toMatchObject({
    failure: { code: 'DOWNLOAD_CORRUPT', data: { name: 'a.gguf' } },
  })
  isWrong = false
  await open.downloads.resume(id)
  await open.untilOne(id, isDone)
})

test('a host that is away is tried until it is back', async () => {
  let isAway = true
  const host = await serveContent(files, (response, range, content, request) => {
    if (isAway) request.socket.destroy()
    else sendContent(response, range, content, request)
  })
  const open = await openDownloads({ sources: createTestSources(host, repository) })
  const id = await open.downloads.start(choose('a.gguf'), null)
  const waiting = await open.untilOne(id, ({ state }) => state.kind === 'waiting')
  expect(waiting.state).toMatchObject({
    failure: { code: 'HOST_UNREACHABLE', data: { reason: 'reset' } },
    retrySeconds: expect.any(Number),
  })
  isAway = false
  await open.untilOne(id, isDone)
})
