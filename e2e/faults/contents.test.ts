import { describe, expect, test } from 'vitest'
import type { FaultAct } from '../hub/faults.ts'
import { bigModel } from '../hub/gguf-content.ts'
import { commitFiles } from '../hub/repository.ts'
import { moments, openBench, testContent, testPath, testRepository } from './download-bench.ts'

const MIB = 1024 * 1024
const store = { server: 'cdn' } as const
/** Bodies of the file, not the single byte that is asked for to find it. */
const bodies = { ...store, coversByte: 14 * MIB }

describe('F36 bytes that change on the way', () => {
  test.for(moments)('once, %s: fetched again and right', async (moment) => {
    const bench = await openBench()
    const fault = { match: bodies, act: { corruptAt: 14 * MIB }, times: 1 }
    await bench.expectArrival(await bench.startAt(moment, fault))
  })

  test.for(moments)('each time, %s: it says so, and nothing of it is offered', async (moment) => {
    const bench = await openBench()
    const id = await bench.startAt(moment, { match: bodies, act: { corruptAt: 14 * MIB } })
    expect(await bench.expectFailure(id)).toEqual({
      code: 'DOWNLOAD_CORRUPT',
      data: { name: testPath, host: new URL(bench.hub.cdnEndpoint).host },
    })
  })
})

describe('F37 answers that are not what was asked', () => {
  const passing: [string, FaultAct][] = [
    ['a Content-Range of another place', { contentRange: `bytes 7-99/${testContent.bytes}` }],
    ['a Content-Range of another file', { contentRange: 'bytes 0-99/100' }],
    ['no Content-Range', { contentRange: null }],
    ['a Content-Range that is none', { contentRange: 'items 1-2' }],
    ['an earlier range than asked', { shiftRange: -1000 }],
    ['a later range than asked', { shiftRange: 1000 }],
    ['packed bytes', { gzip: true }],
    ['a length too long', { lengthError: 1000 }],
    ['a length too short', { lengthError: -1000 }],
    ['the whole file instead of a range', { ignoreRange: true }],
    ['an empty answer', { status: 200, body: '' }],
    ['no content', { status: 204 }],
    ['a page', { captivePortal: true }],
  ]
  for (const moment of moments) {
    test.for(passing)(`%s, for a while, ${moment}`, async ([, act]) => {
      const bench = await openBench()
      const fault = { match: { ...store, ranged: true }, act, times: 3 }
      await bench.expectArrival(await bench.startAt(moment, fault))
    })
  }

  test.for(moments)('a store without any ranges, %s, is read from the start', async (moment) => {
    const bench = await openBench()
    const fault = { match: store, act: { ignoreRange: true, headers: { 'accept-ranges': null } } }
    await bench.expectArrival(await bench.startAt(moment, fault))
  })

  test.for(moments)('always wrong places, %s: it is read from the start', async (moment) => {
    const bench = await openBench()
    const act = { contentRange: `bytes 7-99/${testContent.bytes}` }
    await bench.expectArrival(
      await bench.startAt(moment, { match: { ...store, coversByte: 13 * MIB }, act }),
    )
  })

  test('packed bytes each time: it waits in words, and what came before is kept', async () => {
    const bench = await openBench()
    const match = { ...store, coversByte: 14 * MIB }
    const id = await bench.startAt('resume', { match, act: { gzip: true } })
    const { state } = await bench.until(id, ({ state: { kind } }) => kind === 'waiting')
    expect(state).toMatchObject({ failure: { code: 'HUB_FAILED', data: { status: 200 } } })
    expect(bench.adopted).toEqual([])
    bench.hub.faults.clear()
    await bench.expectArrival(id)
  })
})

describe('F38 a file that changes while it arrives', () => {
  test('a new commit does not touch a download of the old one', async () => {
    const bench = await openBench()
    bench.hub.settings.bytesPerSecond = 3 * MIB
    const id = await bench.start()
    await bench.until(id, ({ doneBytes }) => doneBytes >= 3 * MIB)
    const repository = bench.hub.repository(testRepository)
    const other = await bigModel({ name: 'Other', bytes: 16 * MIB })
    const next = commitFiles(repository, { [testPath]: other })
    await bench.restart()
    const model = await bench.expectArrival(id)
    expect(model.choice.revision).not.toBe(next)
    expect(model.files[0]?.sha256).toBe(testContent.sha256)
  })

  test('other bytes at the pinned commit are never mixed in', async () => {
    const bench = await openBench()
    const id = await bench.startAt('resume', { match: store, act: { changed: true } })
    const failure = await bench.expectFailure(id)
    expect(['DOWNLOAD_CHANGED', 'DOWNLOAD_CORRUPT']).toContain(failure.code)
  })

  test('another tag for the same bytes changes nothing', async () => {
    const bench = await openBench()
    const id = await bench.startAt('resume', { match: store, act: { etag: '"another edge"' } })
    await bench.expectArrival(id)
  })

  test('a hub that names another hash for the commit is not believed', async () => {
    const bench = await openBench()
    const etag = `"${'0'.repeat(64)}"`
    const fault = { match: { server: 'hub', path: '/resolve/' }, act: { etag } } as const
    const id = await bench.startAt('resume', fault)
    expect(await bench.expectFailure(id)).toEqual({
      code: 'DOWNLOAD_CHANGED',
      data: { name: testPath },
    })
  })

  test('a repository that is gone is told, and what came is kept', async () => {
    const bench = await openBench()
    const gone = { status: 404, headers: { 'x-error-code': 'RepoNotFound' } }
    const id = await bench.startAt('resume', { match: {}, act: gone })
    expect(await bench.expectFailure(id)).toMatchObject({ code: 'HUB_NOT_FOUND' })
    bench.hub.faults.clear()
    bench.hub.requests.clear()
    await bench.downloads().resume(id)
    await bench.expectArrival(id)
    expect(bench.sentBytes()).toBeLessThan(testContent.bytes - 2 * MIB)
  })
})

describe('F39 range not satisfiable', () => {
  test.for(moments)('once, %s', async (moment) => {
    const bench = await openBench()
    const fault = { match: { ...store, coversByte: 13 * MIB }, act: { status: 416 }, times: 1 }
    await bench.expectArrival(await bench.startAt(moment, fault))
  })

  test('always: a few requests, then words', async () => {
    const bench = await openBench()
    const id = await bench.startAt('resume', {
      match: { ...store, ranged: true },
      act: { status: 416 },
    })
    const stuck = await bench.until(id, ({ state }) => ['waiting', 'failed'].includes(state.kind))
    expect(stuck.state).toMatchObject({ failure: expect.anything() })
    expect(bench.hub.requests.all().length).toBeLessThan(30)
    expect(bench.adopted).toEqual([])
  })
})
