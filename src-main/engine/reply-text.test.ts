import path from 'node:path'
import { getLlama } from 'node-llama-cpp'
import type { Llama, LlamaModel } from 'node-llama-cpp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createReplyText } from './reply-text.ts'

const modelPath = path.resolve(import.meta.dirname, '../../resources/demo-model/demo-vlm.gguf')

let llama: Llama
let model: LlamaModel
beforeAll(async () => {
  llama = await getLlama({ gpu: false, build: 'never' })
  model = await llama.loadModel({ modelPath, vocabOnly: true })
})
afterAll(() => llama.dispose())

function write(text: string, stopTexts: string[] = []) {
  const reply = createReplyText(model, [], stopTexts)
  const pieces: string[] = []
  for (const token of model.tokenize(text)) {
    const { stopped, text: piece } = reply.add(token)
    pieces.push(piece)
    if (stopped) break
  }
  pieces.push(reply.rest())
  return pieces.filter((piece) => piece !== '')
}

test('characters that are split over tokens are never cut, lost or doubled', () => {
  const text = 'Grüße, 👩‍👩‍👧 and 🙂🙂 from 東京都; naïve – “quotes”\n\n  end 🚀'
  const pieces = write(text)
  expect(pieces.length).toBeGreaterThan(10)
  for (const piece of pieces) expect(piece).not.toContain('\uFFFD')
  expect(pieces.join('')).toBe(text)
})

test('the start of a stop text is held back, and given out when it was none', () => {
  expect(write('one two <end> three', ['<end>']).join('')).toBe('one two ')
  expect(write('one two <en', ['<end>']).join('')).toBe('one two <en')
  expect(write('a <e <en <end', ['<end>']).join('')).toBe('a <e <en <end')
})
