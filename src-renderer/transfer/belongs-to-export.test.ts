import { expect, test } from 'vitest'
import { belongsToExport } from './belongs-to-export.ts'

test.each([
  '1736400000000.conversation.json',
  '1736400000000 - 7.WEBP',
  'messages.jsonl',
  'file_0000abc-sanitized.dat',
  'file-abc',
  'file-abc-cat.JPG',
  'export.zip',
])('%s of a chosen folder is handed over', (name) => {
  expect(belongsToExport({ name })).toBe(true)
})

test.each([
  'gemma-3-4b-Q4_0.gguf',
  'model.safetensors',
  'libllama.so',
  '._1.conversation.json',
  'a.pdf',
])('%s stays where it is', (name) => {
  expect(belongsToExport({ name })).toBe(false)
})
