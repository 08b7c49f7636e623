import { expect, test } from 'vitest'
import { expectSpeed, median, type SpeedObservation } from './expected-speed.ts'

const seen = (change: Partial<SpeedObservation>): SpeedObservation => ({
  modelId: 'a',
  onGpu: false,
  activeBytes: 1e9,
  outputTokensPerSecond: 20,
  ...change,
})
const two = { activeBytes: 2e9, modelId: 'b' }

test('nothing is expected before anything was measured', () => {
  expect(expectSpeed(two, 'cpu', [])).toBeNull()
  expect(expectSpeed(two, 'gpu', [seen({})])).toBeNull()
  expect(expectSpeed(two, 'cpu', [seen({ activeBytes: 6e6 })])).toBeNull()
})

test('this very model writes as fast as it did, others by the bytes they read', () => {
  const own = [10, 30, 11].map((outputTokensPerSecond) =>
    seen({ modelId: 'b', outputTokensPerSecond }),
  )
  expect(expectSpeed(two, 'cpu', [seen({}), ...own])).toBe(11)
  expect(expectSpeed(two, 'cpu', [seen({})])).toBe(10)
})

test('the model nearest in size is the yardstick', () => {
  const small = seen({ activeBytes: 0.2e9, outputTokensPerSecond: 50 })
  expect(expectSpeed(two, 'cpu', [small, seen({ modelId: 'c', activeBytes: 1.9e9 })])).toBeCloseTo(
    19,
  )
})

test('a median is the middle, or between the two', () => {
  expect([median([3, 1, 2]), median([4, 1]), median([])]).toEqual([2, 2.5, Number.NaN])
})
