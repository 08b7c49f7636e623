import { expect, test } from 'vitest'
import { temporaryDatabase } from '../../testing/temporary-database.ts'
import type { LoadObservation } from './correct-estimate.ts'
import { createObservationStore } from './observation-store.ts'

const load = (modelId: string, measuredBytes: number): LoadObservation => ({
  modelId,
  engine: 'vision',
  onGpu: true,
  optionsKey: '[]',
  predictedBytes: 100.4,
  predictedGpuBytes: 0,
  measuredBytes,
  measuredGpuBytes: 50,
})

test('gives back what was seen, latest first, in whole bytes', () => {
  const store = createObservationStore(temporaryDatabase())
  store.addLoad(load('a', 1))
  store.addLoad(load('b', 2))
  expect(store.loads()).toEqual([
    { ...load('b', 2), predictedBytes: 100 },
    { ...load('a', 1), predictedBytes: 100 },
  ])
})

test('keeps the latest of each model only', () => {
  const store = createObservationStore(temporaryDatabase())
  store.addLoad(load('quiet', 0))
  for (let count = 1; count <= 20; count += 1) {
    store.addLoad(load('busy', count))
    const speed = { modelId: 'busy', onGpu: false, activeBytes: 1.5, outputTokensPerSecond: count }
    store.addSpeed(speed)
  }
  const busy = store.loads().filter(({ modelId }) => modelId === 'busy')
  expect(busy.map(({ measuredBytes }) => measuredBytes)).toEqual([20, 19, 18, 17, 16, 15, 14, 13])
  expect(store.loads()).toHaveLength(9)
  expect(store.speeds()).toHaveLength(16)
  expect(store.speeds()[0]).toEqual({
    modelId: 'busy',
    onGpu: false,
    activeBytes: 2,
    outputTokensPerSecond: 20,
  })
})
