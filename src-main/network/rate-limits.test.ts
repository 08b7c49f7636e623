import { expect, test } from 'vitest'
import { busySeconds, createRateLimits, retryAfter } from './rate-limits.ts'

test.each([
  [{ ratelimit: '"api";r=0;t=55' }, 55],
  [{ ratelimit: '"api"; r = 0; t = 7', 'retry-after': '99' }, 7],
  [{ ratelimit: '"api";r=0;t=5, "resolvers";r=0;t=60, "pages";r=9;t=200' }, 60],
  [{ ratelimit: '"api";r=10;t=200', 'retry-after': '12' }, 12],
  [{ ratelimit: '"api";r=10;t=200' }, 200],
  [{ 'retry-after': '120' }, 120],
  [{ 'retry-after': 'Wed, 21 Oct 2026 07:28:30 GMT', date: 'Wed, 21 Oct 2026 07:28:00 GMT' }, 30],
  [{ 'retry-after': 'Wed, 21 Oct 2015 07:28:00 GMT' }, 0],
  [{ 'retry-after': 'soon' }, 30],
  [{}, 30],
])('429 with %j waits %i seconds', (headers: Record<string, string>, seconds) => {
  expect(busySeconds(429, headers)).toBe(seconds)
})

test('quotas of other answers are no pause, and 503 is one only with Retry-After', () => {
  expect(busySeconds(200, { ratelimit: '"api";r=0;t=55' })).toBeNull()
  expect(busySeconds(503, { 'retry-after': '4' })).toBe(4)
  expect(busySeconds(503, {})).toBeNull()
  expect(busySeconds(500, { 'retry-after': '4' })).toBeNull()
})

test('a pause holds one host back, says what is left of it, and ends', () => {
  let now = 1000
  const limits = createRateLimits(() => now)
  limits.pause('hub.test', 10)
  limits.pause('hub.test', 3)
  expect(() => limits.check('other.test')).not.toThrow()
  now += 9500
  expect(() => limits.check('hub.test')).toThrow(
    expect.objectContaining({ code: 'HUB_BUSY', data: { host: 'hub.test', retrySeconds: 1 } }),
  )
  now += 500
  expect(() => limits.check('hub.test')).not.toThrow()
})

test('what may succeed later is told from what needs somebody, and from what never will', () => {
  const failed = (status: number) =>
    retryAfter({ code: 'HUB_FAILED', data: { host: 'hub.test', status, detail: '' } })
  expect([failed(500), failed(503), failed(408)]).toEqual(['backoff', 'backoff', 'backoff'])
  expect(failed(400)).toBe('never')
  expect(retryAfter({ code: 'HUB_BUSY', data: { host: 'hub.test', retrySeconds: 9 } })).toBe(9)
  expect(retryAfter({ code: 'OFFLINE', data: {} })).toBe('change')
  expect(retryAfter({ code: 'HUB_NOT_FOUND', data: { repository: 'a/b' } })).toBe('never')
})
