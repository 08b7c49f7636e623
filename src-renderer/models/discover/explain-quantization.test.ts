import { expect, test } from 'vitest'
import type { Quantization } from '../../../src-main/contract/catalogue.ts'
import { explainQuantization, isQuantizationAware, qualityLoss } from './explain-quantization.ts'

const kind = (label: string, perplexity?: number): Quantization => ({
  label,
  bitsPerWeight: 4,
  summary: { en: label },
  quality: perplexity ? { perplexity, reference: 6, model: 'Llama', source: 'https://x' } : null,
})
const kinds = [
  kind('Q4_K_M', 6.18),
  kind('Q4_K_S'),
  kind('Q4_0'),
  kind('Q4_0 QAT', 5.9),
  kind('Q2_K'),
]

test.each([
  ['Q4_K_M', false, 'Q4_K_M', true],
  ['q4_k_m', false, 'Q4_K_M', true],
  ['UD-Q4_K_M', false, 'Q4_K_M', false],
  ['UD-Q4_K_XL', false, 'Q4_K_M', false],
  ['Q4_K_L', false, 'Q4_K_M', false],
  ['UD-Q2_K_XL', false, 'Q2_K', false],
  ['Q4_0', false, 'Q4_0', true],
  ['4b/gemma-3-4b-it-Q4_K_M', false, 'Q4_K_M', true],
  ['4b/gemma-UD-Q4_K_XL', false, 'Q4_K_M', false],
  ['Q4_0', true, 'Q4_0 QAT', true],
  ['Q4_0-QAT', true, 'Q4_0 QAT', true],
  ['Q4_K_M', true, 'Q4_K_M', true],
])('%s (trained for it: %s) is explained by %s (itself: %s)', (label, aware, expected, exact) => {
  const explanation = explainQuantization(label, aware, kinds)
  expect([explanation?.quantization.label, explanation?.exact]).toEqual([expected, exact])
})

test('nothing is claimed about unknown kinds', () => {
  expect(explainQuantization('TQ1_0', false, kinds)).toBeNull()
  expect(explainQuantization('model', false, kinds)).toBeNull()
})

test('names tell of training for the quantization by whole words', () => {
  expect(isQuantizationAware('google/gemma-3-4b-it-qat-q4_0-gguf')).toBe(true)
  expect(isQuantizationAware('gemma-3-4b-it', 'gemma-3-4B-it-QAT-Q4_0.gguf')).toBe(true)
  expect(isQuantizationAware('someone/aquatic-model')).toBe(false)
})

test('the loss is measured against the full model', () => {
  expect(qualityLoss(kind('Q4_K_M', 6.18))).toBeCloseTo(0.03)
  expect(qualityLoss(kind('Q4_0 QAT', 5.9))).toBeLessThan(0)
  expect(qualityLoss(kind('BF16'))).toBeNull()
  expect(qualityLoss(null)).toBeNull()
})
