import { describe, expect, test } from 'vitest'
import { testTokens } from '../hub/accounts.ts'
import { failureOf, openHub, reachHub, signal } from './reach-hub.ts'

const refTo = (name: string) =>
  ({ source: 'huggingface', repository: `carat-tests/${name}` }) as const
const search = {
  source: 'huggingface',
  text: 'demo',
  pictures: false,
  mostParameters: null,
  sort: 'downloads',
  cursor: null,
} as const

describe('F43 gated and private repositories', () => {
  test('what is missing is named: token, right one, licence, review, scope', async () => {
    const hub = await openHub()
    const carat = reachHub({ endpoint: hub.endpoint })
    const hear = async (token: string | null, name = 'gated-GGUF') => {
      carat.token = token
      const failure = await failureOf(carat.sources.huggingface.checkAccess(refTo(name), signal))
      expect(failure.code).toBe('HUB_ACCESS')
      return failure.data
    }
    const gated = 'carat-tests/gated-GGUF'
    const pageUrl = `${hub.endpoint}/${gated}`
    expect(await hear(null)).toEqual({ repository: gated, reason: 'no-token', pageUrl })
    expect(await hear('hf_nobody')).toMatchObject({ reason: 'bad-token' })
    expect(await hear(testTokens.reader)).toEqual({ repository: gated, reason: 'licence', pageUrl })
    expect(await hear(testTokens.narrow)).toMatchObject({ reason: 'token-scope' })
    const byHand = 'gated-by-hand-GGUF'
    hub.accounts.setLicence('reader', `carat-tests/${byHand}`, 'pending')
    expect(await hear(testTokens.reader, byHand)).toMatchObject({ reason: 'licence-pending' })
  })

  test('the same is said when a file is asked for, and once accepted it can be had', async () => {
    const hub = await openHub()
    const carat = reachHub({ endpoint: hub.endpoint })
    const file = { ref: refTo('gated-GGUF'), revision: 'main', path: 'gated-F16.gguf' }
    const locate = () => carat.sources.huggingface.locate(file, signal)
    expect(await failureOf(locate())).toMatchObject({ data: { reason: 'no-token' } })
    carat.token = testTokens.reader
    expect(await failureOf(locate())).toMatchObject({ data: { reason: 'licence' } })
    const accepted = await fetch(`${hub.endpoint}/carat-tests/gated-GGUF/ask-access`, {
      method: 'POST',
      redirect: 'manual',
    })
    expect(accepted.status).toBe(303)
    await carat.sources.huggingface.checkAccess(refTo('gated-GGUF'), signal)
    expect((await locate()).bytes).toBeGreaterThan(1_000_000)
  })

  test('the listing of a gated repository is open, and says that it is gated', async () => {
    const hub = await openHub()
    const { sources } = reachHub({ endpoint: hub.endpoint })
    const found = await sources.huggingface.readRepository(refTo('gated-GGUF'), signal)
    expect(found).toMatchObject({ gate: 'gated', licence: 'gemma' })
    expect(found.variants).toHaveLength(1)
  })

  test('private ones are unknown to all but their owner', async () => {
    const hub = await openHub()
    const carat = reachHub({ endpoint: hub.endpoint })
    const read = () => carat.sources.huggingface.readRepository(refTo('private-GGUF'), signal)
    for (const token of [null, testTokens.reader]) {
      carat.token = token
      // oxlint-disable-next-line no-await-in-loop
      expect(await failureOf(read())).toMatchObject({ code: 'HUB_NOT_FOUND' })
    }
    carat.token = testTokens.owner
    expect((await read()).variants).toHaveLength(1)
  })
})

describe('F42 a hub that is busy', () => {
  const busy = [
    ['RateLimit', { ratelimit: '"api";r=0;t=41', 'retry-after': null }, 41],
    ['Retry-After in seconds', { ratelimit: null, 'retry-after': '17' }, 17],
  ] as const
  test.for(busy)(
    '%s is passed on exactly, and nothing is asked before',
    async ([, headers, wait]) => {
      const hub = await openHub()
      const { sources } = reachHub({ endpoint: hub.endpoint })
      hub.faults.add({ match: { path: '/api/models' }, act: { status: 429, headers }, times: 1 })
      const failure = await failureOf(sources.huggingface.search(search, signal))
      const host = new URL(hub.endpoint).host
      expect(failure).toEqual({ code: 'HUB_BUSY', data: { host, retrySeconds: wait } })
      const asked = hub.requests.all().length
      expect(await failureOf(sources.huggingface.search(search, signal))).toMatchObject({
        code: 'HUB_BUSY',
      })
      expect(hub.requests.all()).toHaveLength(asked)
    },
  )

  test('a spent quota holds for its window, with what the hub itself counts', async () => {
    const hub = await openHub({ settings: { quota: { requests: 2, windowSeconds: 3600 } } })
    const { sources } = reachHub({ endpoint: hub.endpoint })
    await sources.huggingface.search(search, signal)
    await sources.huggingface.search(search, signal)
    const { code, data } = await failureOf(sources.huggingface.search(search, signal))
    expect(code).toBe('HUB_BUSY')
    expect((data as { retrySeconds: number }).retrySeconds).toBeLessThanOrEqual(3600)
  })

  test.for([408, 500, 502, 503])(
    'status %i is the hub’s failure, with its number',
    async (status) => {
      const hub = await openHub()
      const { sources } = reachHub({ endpoint: hub.endpoint })
      hub.faults.add({ match: {}, act: { status, body: 'try later' } })
      expect(await failureOf(sources.huggingface.search(search, signal))).toMatchObject({
        code: 'HUB_FAILED',
        data: { status, detail: 'try later' },
      })
    },
  )
})
