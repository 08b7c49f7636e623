import { expect, test, vi } from 'vitest'
import type { ModelChoice } from '../../../src-main/contract/discovery.ts'
import type { Fit } from '../../../src-main/contract/fit.ts'
import { createFitQueue, fitKey } from './fit-queue.ts'

const choice = (variantId: string): ModelChoice => ({
  ref: { source: 'huggingface', repository: 'o/m' },
  revision: 'r',
  variantId,
  projectorPath: null,
})

const fit: Fit = {
  verdict: 'runs-well',
  parts: { weights: 1, projector: 0, cache: 1, compute: 1 },
  totalBytes: 3,
  gpuBytes: 0,
  availableBytes: 10,
  placement: 'cpu',
  contextSize: 4096,
  largestContext: 8192,
  trainedContext: 8192,
  basis: 'header',
  tokensPerSecond: null,
}

/** Judges when told to; it notes the order and what was stopped. */
function judge() {
  const begun: string[] = []
  const stopped: string[] = []
  const finish = new Map<string, (works: boolean) => void>()
  const clock = { now: 0 }
  const queue = createFitQueue(
    ({ variantId }, signal) => {
      begun.push(variantId)
      signal.addEventListener('abort', () => stopped.push(variantId))
      return new Promise((resolve, reject) => {
        finish.set(variantId, (works) => (works ? resolve(fit) : reject(new Error('no'))))
      })
    },
    () => clock.now,
  )
  const answer = (id: string) => queue.useAnswers.getState()[fitKey(choice(id))]?.kind
  const end = async (id: string, works = true) => {
    finish.get(id)?.(works)
    await vi.waitFor(() => expect(answer(id)).toBe(works ? 'known' : 'failed'))
  }
  return { begun, stopped, clock, queue, answer, end }
}

test('two are judged at once, the others in the order they came into view', async () => {
  const { begun, queue, end } = judge()
  for (const id of ['a', 'b', 'c', 'd']) queue.watch(choice(id))
  expect(begun).toEqual(['a', 'b'])
  await end('b')
  expect(begun).toEqual(['a', 'b', 'c'])
  await end('a')
  expect(begun).toEqual(['a', 'b', 'c', 'd'])
})

test('what nobody looks at any more is stopped or never begun', async () => {
  const { begun, stopped, queue, end } = judge()
  const [leaveA, , leaveC] = ['a', 'b', 'c', 'd'].map((id) => queue.watch(choice(id)))
  leaveC?.()
  leaveA?.()
  expect(stopped).toEqual(['a'])
  expect(begun).toEqual(['a', 'b', 'd'])
  await end('b')
  expect(begun).toEqual(['a', 'b', 'd'])
})

test('one that is looked at twice is asked once, and stays for the other', () => {
  const { begun, stopped, queue } = judge()
  const leave = queue.watch(choice('a'))
  queue.watch(choice('a'))
  leave()
  expect(begun).toEqual(['a'])
  expect(stopped).toEqual([])
})

test('an answer is kept for a minute and asked for again later', async () => {
  const { begun, clock, queue, end } = judge()
  queue.watch(choice('a'))
  await end('a')
  clock.now = 59_000
  queue.watch(choice('a'))
  expect(begun).toEqual(['a'])
  clock.now = 61_000
  queue.watch(choice('a'))
  expect(begun).toEqual(['a', 'a'])
})

test('a failure can be tried again', async () => {
  const { begun, answer, queue, end } = judge()
  queue.watch(choice('a'))
  await end('a', false)
  queue.retry(choice('a'))
  await end('a')
  expect(answer('a')).toBe('known')
  expect(begun).toEqual(['a', 'a'])
})
