import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createTextJoiner } from './join-text.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('a piece after a pause is told at once, those that follow fast are told together', () => {
  const told: string[] = []
  const joiner = createTextJoiner(8, (text) => told.push(text))
  joiner.add('a')
  expect(told).toEqual(['a'])
  joiner.add('b')
  joiner.add('c')
  expect(told).toEqual(['a'])
  vi.advanceTimersByTime(8)
  expect(told).toEqual(['a', 'bc'])
  vi.advanceTimersByTime(8)
  joiner.add('d')
  expect(told).toEqual(['a', 'bc', 'd'])
})

test('what waits can be told sooner, and is not told again', () => {
  const told: string[] = []
  const joiner = createTextJoiner(8, (text) => told.push(text))
  joiner.add('a')
  joiner.add('b')
  joiner.flush()
  expect(told).toEqual(['a', 'b'])
  vi.runAllTimers()
  joiner.flush()
  expect(told).toEqual(['a', 'b'])
})
