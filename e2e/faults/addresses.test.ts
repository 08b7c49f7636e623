import { describe, expect, test } from 'vitest'
import { testTokens } from '../hub/accounts.ts'
import { bigModel } from '../hub/gguf-content.ts'
import { moments, openBench, testContent } from './download-bench.ts'
import { openPublicHub } from './reach-hub.ts'

const MIB = 1024 * 1024
const store = { server: 'cdn' } as const
const hubFiles = { server: 'hub', path: '/resolve/' } as const

describe('F40 a download by redirects', () => {
  test.for(moments)('over several hops, %s', async (moment) => {
    const { hub, reach } = await openPublicHub({ repositories: [] })
    const bench = await openBench({ hub, ...reach })
    const act = { redirect: { hops: 3, relative: true } }
    await bench.expectArrival(await bench.startAt(moment, { match: hubFiles, act }))
  })

  test.for(moments)('to plain http, %s, is refused in words', async (moment) => {
    const { hub, reach } = await openPublicHub({ repositories: [] })
    const bench = await openBench({ hub, ...reach })
    const act = { redirect: { to: 'http://cdn.carat.test/file' } }
    const id = await bench.startAt(moment, { match: hubFiles, act })
    expect(await bench.expectFailure(id)).toEqual({
      code: 'REDIRECT_REFUSED',
      data: { host: 'hub.carat.test', target: 'http://cdn.carat.test' },
    })
  })

  test('S20 the token goes to the hub alone through a whole download', async () => {
    const { hub, reach } = await openPublicHub({ repositories: [] })
    const bench = await openBench({ hub, ...reach })
    bench.carat.token = testTokens.reader
    const act = { end: { how: 'close', afterBytes: MIB } } as const
    const match = { ...store, longRange: true }
    await bench.expectArrival(await bench.startAt('resume', { match, act, times: 2 }))
    const ofStore = hub.requests.all().filter(({ server }) => server === 'cdn')
    expect(ofStore.length).toBeGreaterThan(2)
    expect(JSON.stringify(ofStore)).not.toContain(testTokens.reader)
  })
})

describe('F41 signed addresses that run out', () => {
  test.for(moments)('in the middle, %s: asked for again, at most once a part', async (moment) => {
    const bench = await openBench()
    bench.hub.settings.bytesPerSecond = MIB
    const id = await bench.startAt(moment)
    await bench.hub.requests.until(({ server }) => server === 'cdn')
    const { doneBytes } = await bench.until(id, ({ bytesPerSecond }) => bytesPerSecond !== null)
    await bench.until(id, (download) => download.doneBytes > doneBytes + MIB)
    bench.hub.expireSignatures()
    bench.hub.dropConnections()
    bench.hub.settings.bytesPerSecond = null
    await bench.expectArrival(id)
    const refused = bench.hub.requests.all().filter(({ status }) => status === 403)
    expect(refused.length).toBeGreaterThan(0)
    expect(refused.length).toBeLessThanOrEqual(4)
  })

  test('addresses too old from the start: words after a few requests', async () => {
    const bench = await openBench()
    const match = { ...store, coversByte: 13 * MIB }
    const id = await bench.startAt('first start', { match, act: { expired: true } })
    const stuck = await bench.until(id, ({ state }) => ['waiting', 'failed'].includes(state.kind))
    expect(stuck.state).toMatchObject({ failure: { code: 'HUB_FAILED', data: { status: 403 } } })
    expect(bench.hub.requests.all().length).toBeLessThan(30)
  })
})

describe('F42 hosts that want to be left alone', () => {
  const busy = { status: 429, headers: { 'retry-after': '1' } }
  for (const server of ['hub', 'cdn'] as const) {
    test.for(moments)(
      `the ${server} for a second, %s: exactly that long, and it is said`,
      async (moment) => {
        const bench = await openBench()
        const path = server === 'hub' ? '/resolve/' : 'xet-bridge'
        const id = await bench.startAt(moment, { match: { server, path }, act: busy, times: 1 })
        const { state } = await bench.until(id, ({ state: { kind } }) => kind === 'waiting')
        expect(state).toMatchObject({
          failure: { code: 'HUB_BUSY', data: { retrySeconds: 1 } },
          retrySeconds: 1,
        })
        await bench.expectArrival(id)
        const all = bench.hub.requests.all().filter((request) => request.server === server)
        const at = all.findIndex(({ status }) => status === 429)
        const waited = all[at + 1]!.at - all[at]!.at
        expect(waited).toBeGreaterThanOrEqual(1000)
        // The computer may be busy; the next step of its own patience would be longer still.
        expect(waited).toBeLessThan(2000)
      },
    )
  }

  test.for([408, 500, 502, 503])(
    'status %i for a while: it comes back by itself',
    async (status) => {
      const bench = await openBench()
      const match = { server: 'cdn', coversByte: 13 * MIB } as const
      const id = await bench.startAt('resume', { match, act: { status }, times: 2 })
      await bench.expectArrival(id)
    },
  )

  test('troubled for long: it waits longer each time and never gives up', async () => {
    const bench = await openBench()
    const id = await bench.startAt('resume', { match: {}, act: { status: 503 } })
    const first = await bench.until(id, ({ state: { kind } }) => kind === 'waiting')
    expect(first.state).toMatchObject({ failure: { code: 'HUB_FAILED', data: { status: 503 } } })
    const seconds = new Set<number>()
    await bench.until(id, ({ state }) => {
      if (state.kind === 'failed') throw new Error('it gave up')
      if (state.kind === 'waiting' && state.retrySeconds !== null) seconds.add(state.retrySeconds)
      return [...seconds].some((each) => each >= 2)
    })
    bench.hub.faults.clear()
    await bench.downloads().resume(id)
    await bench.expectArrival(id)
  })
})

describe('F43 a gated repository', () => {
  test('waits with its reason, and goes on once the licence is accepted', async () => {
    const bench = await openBench()
    const content = await bigModel({ name: 'Gated', bytes: 4 * MIB })
    const repository = 'carat-tests/gated-file-GGUF'
    bench.hub.addRepository({
      name: repository,
      gate: 'auto',
      files: { 'gated-F16.gguf': content },
    })
    const id = await bench.start(repository)
    const access = async () => {
      const { state } = await bench.until(id, ({ state: { kind } }) => kind === 'waiting')
      return state
    }
    const pageUrl = `${bench.hub.endpoint}/${repository}`
    expect(await access()).toMatchObject({
      failure: { code: 'HUB_ACCESS', data: { repository, reason: 'no-token', pageUrl } },
      retrySeconds: null,
    })
    bench.carat.token = testTokens.reader
    bench.hub.requests.clear()
    await bench.downloads().resume(id)
    await bench.hub.requests.until(({ status }) => status === 403)
    await bench.until(
      id,
      ({ state }) =>
        state.kind === 'waiting' &&
        state.failure.code === 'HUB_ACCESS' &&
        state.failure.data.reason === 'licence',
    )
    bench.hub.accounts.setLicence('reader', repository, 'accepted')
    await bench.downloads().resume(id)
    await bench.expectArrival(id)
  })

  test('a licence that is taken back in the middle keeps what came', async () => {
    const bench = await openBench()
    bench.carat.token = testTokens.reader
    const gated = { status: 403, headers: { 'x-error-code': 'GatedRepo' } }
    const id = await bench.startAt('resume', { match: hubFiles, act: gated })
    const { state } = await bench.until(id, ({ state: { kind } }) => kind === 'waiting')
    expect(state).toMatchObject({ failure: { code: 'HUB_ACCESS', data: { reason: 'licence' } } })
    bench.hub.faults.clear()
    bench.hub.requests.clear()
    await bench.downloads().resume(id)
    await bench.expectArrival(id)
    expect(bench.sentBytes()).toBeLessThan(testContent.bytes - 2 * MIB)
  })
})

describe('F44 a store that allows one connection', () => {
  test.for(moments)('%s: one is used, and the parts are kept', async (moment) => {
    const bench = await openBench()
    bench.hub.settings.bytesPerSecond = 10 * MIB
    const id = await bench.startAt(moment, { match: store, act: { mostParallel: 1 } })
    await bench.until(id, ({ state }) => {
      if (state.kind === 'waiting') throw new Error('it waits for nothing')
      return state.kind === 'done'
    })
    await bench.expectArrival(id)
    const refused = bench.hub.requests.all().filter(({ status }) => status === 403)
    expect(refused.length).toBeLessThan(10)
    expect(bench.sentBytes()).toBeLessThan(testContent.bytes * 1.01)
  })
})

describe('F45 the chunked store', () => {
  test('out of order or silent, it is not missed', async () => {
    const bench = await openBench()
    bench.hub.faults.add({ match: { path: '/xet(/|-read-token)' }, act: { end: { how: 'stall' } } })
    await bench.expectArrival(await bench.start())
    expect(bench.hub.requests.matching(/\/xet\/|xet-read-token/)).toEqual([])
  })
})
