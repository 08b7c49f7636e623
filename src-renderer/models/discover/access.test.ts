import { ORPCError } from '@orpc/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type Access, watchAccess } from './access.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const refusal = {
  repository: 'google/gemma',
  reason: 'licence',
  pageUrl: 'https://hub.example/google/gemma',
} as const
const refused = () => new ORPCError('HUB_ACCESS', { data: refusal })
const busy = () => new ORPCError('HUB_BUSY', { data: { host: 'hub.example', retrySeconds: 30 } })

/** A hub that answers in turn: an error is thrown, null lets in. */
function watch(...answers: (Error | null)[]) {
  const seen: Access['kind'][] = []
  const closed = new AbortController()
  let asked = 0
  const check = async () => {
    const answer = answers[asked]
    asked += 1
    if (answer) throw answer
  }
  const ended = watchAccess(check, ({ kind }) => seen.push(kind), closed.signal)
  return { seen, closed, ended, asked: () => asked }
}

const wait = (seconds: number) => vi.advanceTimersByTimeAsync(seconds * 1000)

test('checks every few seconds until there is access', async () => {
  const { seen, ended, asked } = watch(refused(), refused(), null)
  await wait(3)
  expect(seen).toEqual(['refused'])
  await wait(6)
  await ended
  expect(seen).toEqual(['refused', 'refused', 'granted'])
  await wait(60)
  expect(asked()).toBe(3)
})

test('checks at once when the user comes back to the window', async () => {
  const { seen, ended } = watch(refused(), null)
  await wait(1)
  window.dispatchEvent(new Event('focus'))
  await ended
  expect(seen).toEqual(['refused', 'granted'])
})

test('a hub that asks for more time gets it', async () => {
  const { seen, asked, closed } = watch(busy(), null)
  await wait(29)
  window.dispatchEvent(new Event('focus'))
  await wait(0.5)
  expect(asked()).toBe(1)
  await wait(2)
  expect(seen).toEqual(['unknown', 'granted'])
  closed.abort()
})

test('nothing is asked while the window is out of sight', async () => {
  const visibility = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden')
  const { asked, ended } = watch(refused(), null)
  await wait(60)
  expect(asked()).toBe(1)
  visibility.mockRestore()
  document.dispatchEvent(new Event('visibilitychange'))
  await ended
  expect(asked()).toBe(2)
})

test('it ends when nobody looks any more', async () => {
  const { seen, closed, ended, asked } = watch(refused(), null)
  await wait(1)
  closed.abort()
  await ended
  await wait(60)
  expect(asked()).toBe(1)
  expect(seen).toEqual(['refused'])
})
