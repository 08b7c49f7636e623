import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { nameInCatalogue, readCatalogue } from './read-catalogue.ts'

const { models, quantizations } = readCatalogue(resolve(import.meta.dirname, '../../../resources'))

test('ids are unique, and every model can be had somewhere', () => {
  expect(new Set(models.map(({ id }) => id)).size).toBe(models.length)
  for (const model of models) expect(model.repositories.length, model.id).toBeGreaterThan(0)
})

test('Gemma 3 is there in every size, trained for instructions and not', () => {
  const ids = models.map(({ id }) => id)
  for (const size of ['270m', '1b', '4b', '12b', '27b'])
    expect(ids).toEqual(expect.arrayContaining([`gemma-3-${size}-it`, `gemma-3-${size}-pt`]))
})

test('the cache of Gemma 3 4B is what llama.cpp was seen to take: 544 MiB for 4,096 tokens', () => {
  const gemma = models.find(({ id }) => id === 'gemma-3-4b-it')
  const { globalBytesPerToken = 0, slidingBytesPerToken = 0 } = gemma?.cache ?? {}
  expect((globalBytesPerToken + slidingBytesPerToken) * 4096).toBe(544 * 1024 * 1024)
})

test('every text has both languages, and a model that sees has an encoder', () => {
  for (const { summary } of [...models, ...quantizations])
    expect(Object.keys(summary)).toEqual(['en', 'zh-CN'])
  for (const { inputs, projectorBytes, id } of models)
    expect(projectorBytes > 0, id).toBe(inputs.includes('pictures'))
})

test('sizes agree with the bits of their kind, roughly', () => {
  for (const { parameters, repositories, id } of models)
    for (const { aboutBytes, ref } of repositories.filter(({ ref }) => ref.source !== 'ollama')) {
      const bits = (aboutBytes * 8) / parameters
      expect(bits, `${id} ${ref.repository}`).toBeGreaterThan(3.9)
      expect(bits, `${id} ${ref.repository}`).toBeLessThan(9.5)
    }
})

test('a repository is known by its address, however it is written', () => {
  const name = (repository: string) =>
    nameInCatalogue(models, { source: 'huggingface', repository })
  expect(name('ggml-org/Gemma-3-4B-it-qat-GGUF')).toBe('Gemma 3 4B')
  expect(name('somebody/gemma-3-4b')).toBe(null)
})
