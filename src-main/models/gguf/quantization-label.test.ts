import { expect, test } from 'vitest'
import type { TensorInfo } from './gguf-header.ts'
import { readQuantization } from './quantization-label.ts'

const tensor = (name: string, type: string, elements: number): TensorInfo => ({
  name,
  type,
  shape: [elements / 2, 2],
  elements,
  bytes: 0,
  offset: 0,
})

const label = (fileType: number | null, ...tensors: TensorInfo[]) =>
  readQuantization(new Map(fileType === null ? [] : [['general.file_type', fileType]]), tensors)

test('a label that the tensors bear out says more than they do', () => {
  const tensors = [tensor('blk.0.a.weight', 'Q5_0', 800), tensor('blk.0.b.weight', 'Q4_K', 200)]
  expect(label(15, ...tensors)).toBe('Q4_K_M')
})

test('a wrong label, or none, gives way to what most weights are', () => {
  const tensors = [
    tensor('token_embd.weight', 'F16', 5000),
    tensor('blk.0.a.weight', 'Q4_0', 800),
    tensor('blk.0.b.weight', 'Q8_0', 200),
  ]
  expect(label(1, ...tensors)).toBe('Q4_0')
  expect(label(null, ...tensors)).toBe('Q4_0')
  expect(label(15, ...tensors)).toBe('Q4_0')
  expect(label(999, ...tensors)).toBe('Q4_0')
})

test('a file of embeddings alone is of their kind, and one without tensors of none', () => {
  expect(label(null, tensor('token_embd.weight', 'Q8_0', 100))).toBe('Q8_0')
  expect(label(7)).toBeNull()
})
