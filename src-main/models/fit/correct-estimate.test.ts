import { expect, test } from 'vitest'
import { correctEstimate, type LoadObservation } from './correct-estimate.ts'
import { sumParts } from './judge-fit.ts'
import type { MemoryEstimate } from './place-memory.ts'

const GIGABYTE = 1e9
const estimate: MemoryEstimate = {
  contextSize: 4096,
  parts: {
    weights: 3 * GIGABYTE,
    projector: 0,
    cache: 0.5 * GIGABYTE,
    compute: 0.5 * GIGABYTE,
  },
  gpuBytes: 0,
  placement: 'cpu',
  latentBytes: 0,
}
const subject = { modelId: 'mine', engine: 'text', optionsKey: 'these' } as const
const seen = (change: Partial<LoadObservation>): LoadObservation => ({
  ...subject,
  modelId: 'other',
  onGpu: false,
  predictedBytes: 2 * GIGABYTE,
  predictedGpuBytes: 0,
  measuredBytes: 2 * GIGABYTE,
  measuredGpuBytes: 0,
  ...change,
})
const correctTotal = (observations: LoadObservation[]) =>
  sumParts(correctEstimate(estimate, subject, observations).estimate.parts) / GIGABYTE

test('nothing seen changes nothing', () => {
  expect(correctEstimate(estimate, subject, [])).toEqual({ estimate, measured: false })
})

test('this very model is off by what it was off, and is called measured', () => {
  const own = seen({ modelId: 'mine', measuredBytes: 2.3 * GIGABYTE, optionsKey: 'others' })
  const { estimate: corrected, measured } = correctEstimate(estimate, subject, [own])
  expect(measured).toBe(true)
  expect(corrected.parts.compute / GIGABYTE).toBeCloseTo(0.8)
  expect(corrected.parts.weights).toBe(estimate.parts.weights)
  const exact = seen({ modelId: 'mine', measuredBytes: 1.9 * GIGABYTE })
  expect(correctTotal([own, exact])).toBeCloseTo(3.9)
})

test('what is too much is taken from compute first, and no part gets below nothing', () => {
  const own = seen({ modelId: 'mine', measuredBytes: 1.2 * GIGABYTE })
  const { estimate: corrected } = correctEstimate(estimate, subject, [own])
  expect(corrected.parts.compute).toBe(0)
  expect(sumParts(corrected.parts) / GIGABYTE).toBeCloseTo(3.2)
})

test('other models are off by the median ratio of the models seen, within bounds', () => {
  const off = (modelId: string, ratio: number) =>
    seen({ modelId, measuredBytes: 2 * ratio * GIGABYTE })
  expect(correctTotal([off('a', 1.1), off('b', 1.2), off('c', 1.3)])).toBeCloseTo(4.8)
  // The latest load of a model speaks for it.
  expect(correctTotal([off('a', 1.1), off('a', 3), off('a', 3)])).toBeCloseTo(4.4)
  expect(correctTotal([off('a', 9)])).toBeCloseTo(6)
  expect(correctTotal([off('a', 0.1)])).toBeCloseTo(2)
  expect(correctEstimate(estimate, subject, [off('a', 1.1)]).measured).toBe(false)
})

test('loads by another engine, elsewhere or of tiny models say nothing', () => {
  const off = { measuredBytes: 9 * GIGABYTE }
  const tiny = seen({ predictedBytes: 0.1 * GIGABYTE, measuredBytes: 0.2 * GIGABYTE })
  expect(
    correctTotal([seen({ ...off, engine: 'vision' }), seen({ ...off, onGpu: true }), tiny]),
  ).toBe(4)
})
