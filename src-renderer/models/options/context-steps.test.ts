import { expect, test } from 'vitest'
import { contextSteps } from './context-steps.ts'

test('the steps end at what the model was trained for', () => {
  expect(contextSteps(8192, null)).toEqual([2048, 4096, 8192])
  expect(contextSteps(131_072, null).at(-1)).toBe(131_072)
  expect(contextSteps(1024, null)).toEqual([1024])
})

test('an uncommon length of the model and one that was set elsewhere have places of their own', () => {
  expect(contextSteps(10_000, null)).toEqual([2048, 4096, 8192, 10_000])
  expect(contextSteps(8192, 3000)).toEqual([2048, 3000, 4096, 8192])
})

test('without a known length all sizes can be chosen', () => {
  expect(contextSteps(null, null).at(-1)).toBe(1_048_576)
})
