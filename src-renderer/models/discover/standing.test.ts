import { expect, test } from 'vitest'
import type { Download } from '../../../src-main/contract/downloads.ts'
import type { Model } from '../../../src-main/contract/models.ts'
import { type SoughtModel, standingOf } from './standing.ts'

const ref = { source: 'huggingface', repository: 'o/gemma-GGUF' } as const
const sought: SoughtModel = { ref, label: 'Q4_0', variantId: 'sub/gemma-Q4_0.gguf' }
const fromCatalogue: SoughtModel = { ...sought, variantId: null }

const download = (state: Download['state'], variantId = 'sub/gemma-Q4_0.gguf', label = 'Q4_0') =>
  ({ choice: { ref, revision: 'r', variantId, projectorPath: null }, label, state }) as Download

const model = (path: string, quantization: string | null, repository: string = ref.repository) =>
  ({
    id: 'm',
    source: { ref: { ...ref, repository }, revision: 'r' },
    quantization,
    files: [{ path }],
  }) as Model

const kinds = (downloads: Download[], models: Model[]) =>
  [sought, fromCatalogue].map((one) => standingOf(one, downloads, models).kind)

test('a model is away unless it is on its way or here', () => {
  expect(kinds([], [])).toEqual(['away', 'away'])
  const others = [download({ kind: 'running' }, 'sub/gemma-Q8_0.gguf', 'Q8_0')]
  expect(kinds(others, [model('/m/gemma-Q8_0.gguf', 'Q8_0')])).toEqual(['away', 'away'])
})

test('a model on its way is told with its download, whatever its state', () => {
  expect(kinds([download({ kind: 'running' })], [])).toEqual(['coming', 'coming'])
  expect(kinds([download({ kind: 'paused' })], [])).toEqual(['coming', 'coming'])
})

test('a finished download is here while its model is', () => {
  const done = download({ kind: 'done', modelId: 'm' })
  expect(kinds([done], [model('C:\\m\\Gemma-Q4_0.gguf', null)])).toEqual(['here', 'here'])
  expect(kinds([done], [])).toEqual(['away', 'away'])
})

test('an installed model is known by its file or its quantization', () => {
  expect(kinds([], [model('/m/gemma-Q4_0.gguf', null)])).toEqual(['here', 'away'])
  expect(kinds([], [model('/m/renamed.gguf', 'Q4_0')])).toEqual(['here', 'here'])
  expect(kinds([], [model('/m/gemma-Q4_0.gguf', 'Q4_0', 'other/gemma-GGUF')])).toEqual([
    'away',
    'away',
  ])
})

test('a name of Ollama stands for the one model it holds', () => {
  const tag = { source: 'ollama', repository: 'gemma3:4b' } as const
  const pulled = { ...model('/m/blob', 'Q4_K_M'), source: { ref: tag, revision: 'r' } }
  expect(standingOf({ ref: tag, label: 'Q4_0', variantId: null }, [], [pulled]).kind).toBe('here')
})
