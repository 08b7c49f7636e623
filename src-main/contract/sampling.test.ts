import { expect, test } from 'vitest'
import { mergeSampling } from './sampling.ts'

const own = { temperature: 1, topK: 64, topP: 0.95, minP: 0 }

test('a model’s own numbers count where nobody chose', () => {
  expect(mergeSampling(own)).toEqual({ ...own, repeatPenalty: 1, seed: null, maxTokens: null })
})

test('what is chosen for a conversation goes before its assistant, number by number', () => {
  const assistant = { temperature: 0.2, topK: 10, seed: 7 }
  const conversation = { temperature: 0.9, maxTokens: 50 }
  expect(mergeSampling(own, assistant, conversation)).toEqual({
    ...own,
    temperature: 0.9,
    topK: 10,
    repeatPenalty: 1,
    seed: 7,
    maxTokens: 50,
  })
  expect(mergeSampling(own, assistant, { seed: null }).seed).toBeNull()
})
