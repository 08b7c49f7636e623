import { expect, test } from 'vitest'
import { toPlainWords } from './plain-words.ts'

test.each([
  '<end_of_turn>',
  '<start_of_turn>model',
  '<start_of_image>',
  '<bos>',
  '<unused42>',
  '<|im_end|>',
  '<|turn>',
  '<turn|>',
])('%s is not the mark any more, and reads the same', (mark) => {
  const words = toPlainWords(`a ${mark} b`)
  expect(words).not.toContain(mark)
  expect(words.replaceAll('\u200b', '')).toBe(`a ${mark} b`)
})

test.each(['1 < 2 > 0', '<b>bold</b>', '<table>', 'a <| b', 'x |> f', '</s>', '你好'])(
  '%s stays as it is',
  (words) => expect(toPlainWords(words)).toBe(words),
)
