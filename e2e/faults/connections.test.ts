import { describe, expect, test } from 'vitest'
import type { FaultAct } from '../hub/faults.ts'
import { bigModel } from '../hub/gguf-content.ts'
import {
  type DownloadBench,
  moments,
  openBench,
  testContent,
  testRepository,
} from './download-bench.ts'
import { failureOf, openPublicHub } from './reach-hub.ts'

const MIB = 1024 * 1024
const store = { server: 'cdn' } as const
/** Requests for parts of the file, not for the single byte that is asked for to find it. */
const bodies = { ...store, longRange: true }

/** Offers a file of so many bytes; answers its repository. */
async function offer(bench: DownloadBench, bytes: number): Promise<string> {
  const name = 'carat-tests/other-GGUF'
  bench.hub.addRepository({ name, files: { 'other-F16.gguf': await bigModel({ name, bytes }) } })
  return name
}

/** Numbers that are the same in each run. */
function createRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31
    return state / 2 ** 31
  }
}

const running = (bench: DownloadBench, id: string, bytes = 3 * MIB) =>
  bench.until(id, ({ doneBytes }) => doneBytes >= bytes)

describe('F35 a connection that breaks', () => {
  test('a hundred times at random bytes: all arrives', async () => {
    const bench = await openBench()
    const random = createRandom(35)
    const act = Array.from({ length: 100 }, (): FaultAct => {
      const how = random() < 0.5 ? 'close' : 'reset'
      return { end: { how, afterBytes: Math.floor(random() * MIB) } }
    })
    const breaks = bench.hub.faults.add({ match: bodies, act })
    await bench.expectArrival(await bench.start(await offer(bench, 64 * MIB)))
    expect(breaks.hits).toBe(100)
  })

  test('one that never holds for more than 300 KB still arrives', async () => {
    const bench = await openBench()
    const bytes = 4 * MIB
    bench.hub.faults.add({ match: store, act: { end: { how: 'close', afterBytes: 300_000 } } })
    await bench.expectArrival(await bench.start(await offer(bench, bytes)))
    expect(bench.sentBytes()).toBeLessThan(bytes * 2)
  })

  test('what breaks once costs at most a hundredth of the file', async () => {
    const bench = await openBench()
    const name = 'carat-tests/other-GGUF'
    const content = await bigModel({ name, bytes: 32 * MIB })
    bench.hub.addRepository({ name, files: { 'other-F16.gguf': content } })
    const act: FaultAct = { end: { how: 'close', afterBytes: MIB + 123 } }
    const broken = bench.hub.faults.add({ match: bodies, act, times: 1 })
    await bench.expectArrival(await bench.start(name))
    expect(broken.hits).toBe(1)
    expect(bench.sentBytes()).toBeLessThan(content.bytes * 1.01)
  })

  test.for(moments)('reset in the middle, %s', async (moment) => {
    const bench = await openBench()
    const act: FaultAct = { end: { how: 'reset', afterBytes: MIB } }
    await bench.expectArrival(await bench.startAt(moment, { match: bodies, act, times: 3 }))
  })

  test.for(moments)('half open in silence, %s: noticed, and it goes on', async (moment) => {
    const bench = await openBench()
    const act: FaultAct = { end: { how: 'stall', afterBytes: MIB } }
    await bench.expectArrival(await bench.startAt(moment, { match: bodies, act, times: 2 }))
  })

  test('a slow one is no broken one', async () => {
    const bench = await openBench()
    bench.hub.settings.bytesPerSecond = 1000
    const id = await bench.start()
    const slow = await bench.until(id, ({ doneBytes }) => doneBytes > 2000)
    expect(slow.state.kind).toBe('running')
    const asked = bench.hub.requests.all().length
    const later = await bench.until(id, ({ doneBytes }) => doneBytes > slow.doneBytes + 2000)
    expect(later.state.kind).toBe('running')
    expect(bench.hub.requests.all()).toHaveLength(asked)
    bench.hub.settings.bytesPerSecond = null
    await bench.expectArrival(id)
  })
})

describe('F35 a network that goes and comes', () => {
  test.for(moments)(
    'offline, then online, %s: it says so and goes on within 5 s',
    async (moment) => {
      const bench = await openBench()
      const { hub } = bench
      hub.settings.bytesPerSecond = MIB
      const id = await bench.startAt(moment)
      const before = await running(bench, id)
      await hub.goOffline()
      const waiting = await bench.until(id, ({ state }) => state.kind === 'waiting')
      expect(waiting.state).toMatchObject({ failure: { code: 'HOST_UNREACHABLE' } })
      expect(waiting.doneBytes).toBeGreaterThanOrEqual(before.doneBytes)
      await hub.goOnline()
      const online = performance.now()
      hub.requests.clear()
      await hub.requests.until(({ server }) => server === 'cdn')
      expect(performance.now() - online).toBeLessThan(5000)
      hub.settings.bytesPerSecond = null
      await bench.expectArrival(id)
    },
  )

  test('another network under it, several times', async () => {
    const bench = await openBench()
    bench.hub.settings.bytesPerSecond = 4 * MIB
    const id = await bench.start()
    for (const bytes of [3 * MIB, 7 * MIB, 11 * MIB]) {
      // oxlint-disable-next-line no-await-in-loop
      await running(bench, id, bytes)
      bench.hub.dropConnections()
    }
    await bench.expectArrival(id)
  })

  test('through a proxy whose tunnels break', async () => {
    const { hub, proxy, reach } = await openPublicHub({ repositories: [] })
    const bench = await openBench({ hub, ...reach })
    hub.settings.bytesPerSecond = 4 * MIB
    const id = await bench.start()
    await running(bench, id)
    proxy.dropConnections()
    await bench.expectArrival(id)
    expect(new Set(proxy.asked)).toEqual(new Set(['hub.carat.test:443', 'cdn.carat.test:443']))
  })

  test('behind a captive portal nothing begins', async () => {
    const bench = await openBench()
    const portal = bench.startAt('first start', { match: {}, act: { captivePortal: true } })
    expect(await failureOf(portal)).toMatchObject({ code: 'HUB_FAILED', data: { status: 200 } })
  })

  test('behind a captive portal it waits, and nothing of the page is kept', async () => {
    const bench = await openBench()
    const id = await bench.startAt('resume', { match: {}, act: { captivePortal: true } })
    const waiting = await bench.until(id, ({ state }) => state.kind === 'waiting')
    expect(waiting.state).toMatchObject({ failure: { code: 'HUB_FAILED', data: { status: 200 } } })
    bench.hub.faults.clear()
    await bench.expectArrival(id)
  })

  test('progress never falls, whatever happens', async () => {
    const bench = await openBench()
    const random = createRandom(7)
    const act = Array.from({ length: 12 }, (): FaultAct => {
      return { end: { how: 'reset', afterBytes: Math.floor(random() * 2 * MIB) } }
    })
    bench.hub.settings.bytesPerSecond = 8 * MIB
    bench.hub.faults.add({ match: bodies, act })
    const id = await bench.start(testRepository)
    let most = 0
    const falls: number[] = []
    await bench.until(id, ({ doneBytes, state }) => {
      if (doneBytes < most) falls.push(doneBytes)
      most = Math.max(most, doneBytes)
      return state.kind === 'done'
    })
    expect(falls).toEqual([])
    expect(most).toBe(testContent.bytes)
  })
})
