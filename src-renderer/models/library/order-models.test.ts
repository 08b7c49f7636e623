import { expect, test } from 'vitest'
import type { Model } from '../../../src-main/contract/models.ts'
import { orderModels } from './order-models.ts'

const model = (name: string, part: Partial<Model> = {}): Model => ({
  id: name,
  name,
  demo: false,
  pictures: false,
  bytes: 1,
  state: { kind: 'idle' },
  availability: 'here',
  problem: null,
  architecture: 'gemma3',
  quantization: 'Q4_0',
  parameters: null,
  trainedContext: null,
  layers: null,
  files: [],
  rootId: 'root',
  owned: true,
  source: null,
  chats: 0,
  lastUsedAt: null,
  speed: null,
  measure: null,
  options: {
    contextSize: null,
    gpuLayers: null,
    cacheType: 'f16',
    threads: null,
    flashAttention: 'auto',
    adapters: [],
    sampling: null,
  },
  recommendedSampling: { temperature: 1, topK: 64, topP: 0.95, minP: 0 },
  task: null,
  ...part,
})
const names = (models: Model[]) => models.map(({ name }) => name)

test('numbers in names count as numbers', () => {
  const models = ['Gemma 27B', 'Gemma 4B', 'Gemma 12B'].map((name) => model(name))
  expect(names(orderModels(models, 'name', ''))).toEqual(['Gemma 4B', 'Gemma 12B', 'Gemma 27B'])
})

test('the latest use comes first, and models never used last by name', () => {
  const models = [
    model('b'),
    model('old', { lastUsedAt: 1 }),
    model('a'),
    model('new', { lastUsedAt: 2 }),
  ]
  expect(names(orderModels(models, 'used', ''))).toEqual(['new', 'old', 'a', 'b'])
})

test('sorts by size and by speed, largest first, without changing what it was given', () => {
  const speed = (outputTokensPerSecond: number) => ({
    speed: { promptTokensPerSecond: null, outputTokensPerSecond },
  })
  const models = [
    model('slow', { bytes: 3, ...speed(2) }),
    model('fast', { bytes: 2, ...speed(9) }),
    model('unmeasured', { bytes: 9 }),
  ]
  expect(names(orderModels(models, 'size', ''))).toEqual(['unmeasured', 'slow', 'fast'])
  expect(names(orderModels(models, 'speed', ''))).toEqual(['fast', 'slow', 'unmeasured'])
  expect(names(models)).toEqual(['slow', 'fast', 'unmeasured'])
})

test('every word of the filter has to be found, in any of the facts and any letters', () => {
  const models = [
    model('My helper', {
      quantization: 'Q8_0',
      files: [
        {
          role: 'weights',
          path: '/drive/阅读/helper.gguf',
          bytes: 1,
          check: { state: 'unchecked', at: null },
        },
      ],
    }),
    model('Other', {
      source: { ref: { source: 'huggingface', repository: 'google/gemma' }, revision: '1' },
    }),
  ]
  expect(names(orderModels(models, 'name', 'HELPER q8'))).toEqual(['My helper'])
  expect(names(orderModels(models, 'name', '阅读'))).toEqual(['My helper'])
  expect(names(orderModels(models, 'name', 'google'))).toEqual(['Other'])
  expect(names(orderModels(models, 'name', 'helper google'))).toEqual([])
  expect(names(orderModels(models, 'name', '  '))).toHaveLength(2)
})
