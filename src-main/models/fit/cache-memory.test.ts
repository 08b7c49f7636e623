import { describe, expect, test } from 'vitest'
import { countCacheBytes, countCells } from './cache-memory.ts'
import { gemmaShape } from './fixtures.ts'

const GIBIBYTE = 2 ** 30
const full = { keys: 'f16', values: 'f16', wholeWindow: true, batchSize: 512 } as const
const windowed = { ...full, wholeWindow: false }

test('Gemma 3 4B at 4,096 tokens with every layer full is what llama.cpp printed: 544 MiB', () => {
  expect(countCacheBytes(gemmaShape('4B'), { ...full, contextSize: 4096 })).toBe(544 * 2 ** 20)
})

// Published for the sliding window of 1,024 and batches of 512 (model configurations, computed).
describe.each([
  { size: '4B' as const, gibibytes: [0.33, 0.8, 2.7], whole: 17 },
  { size: '12B' as const, gibibytes: [0.97, 2.5, 8.5], whole: 48 },
  { size: '27B' as const, gibibytes: [1.2, 3.1, 10.6], whole: 62 },
])('Gemma 3 $size', ({ gibibytes, size, whole }) => {
  test.each([8192, 32_768, 131_072].map((contextSize, index) => [contextSize, gibibytes[index]]))(
    'at %i tokens takes %f GiB',
    (contextSize, expected) => {
      const bytes = countCacheBytes(gemmaShape(size), { ...windowed, contextSize: contextSize! })
      expect(bytes / GIBIBYTE / expected!).toBeGreaterThan(0.95)
      expect(bytes / GIBIBYTE / expected!).toBeLessThan(1.05)
    },
  )

  test(`takes ${whole} GiB at 131,072 tokens with whole windows`, () => {
    const bytes = countCacheBytes(gemmaShape(size), { ...full, contextSize: 131_072 })
    expect(bytes / GIBIBYTE).toBeCloseTo(whole, -0.5)
  })
})

test('quantized numbers take their bits and their share of a scale', () => {
  const shape = gemmaShape('1B')
  const bytes = (keys: 'f16' | 'q8_0' | 'q4_0', values = keys) =>
    countCacheBytes(shape, { ...full, contextSize: 4096, keys, values })
  expect(bytes('q8_0') / bytes('f16')).toBe(34 / 64)
  expect(bytes('q4_0') / bytes('f16')).toBe(18 / 64)
  expect(bytes('q8_0', 'f16') / bytes('f16')).toBe((34 + 64) / 128)
})

test('a window never holds more cells than the context, and both come in blocks', () => {
  const cells = (contextSize: number) =>
    countCells(512, { contextSize, wholeWindow: false, batchSize: 513 })
  expect(cells(600)).toEqual({ global: 768, sliding: 768 })
  expect(cells(8192)).toEqual({ global: 8192, sliding: 1280 })
})

test('layers without a cache and layers that share one take nothing', () => {
  const shape = gemmaShape('1B')
  const half = shape.keyValueHeads.map((heads, layer) => (layer < 13 ? heads : 0))
  const layout = { ...full, contextSize: 4096 }
  expect(countCacheBytes({ ...shape, keyValueHeads: half }, layout)).toBe(
    countCacheBytes(shape, layout) / 2,
  )
  expect(countCacheBytes({ ...shape, sharedCacheLayers: 13 }, layout)).toBe(
    countCacheBytes(shape, layout) / 2,
  )
})
