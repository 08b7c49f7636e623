import { expect, test } from 'vitest'
import { isTextFile, readTextFile } from './read-text-file.ts'

const file = (name: string, content: BlobPart, type = '') => new File([content], name, { type })

test('texts are known by their type or name', () => {
  expect(isTextFile({ name: 'a.txt', type: '' })).toBe(true)
  expect(isTextFile({ name: 'a', type: 'text/plain' })).toBe(true)
  expect(isTextFile({ name: 'data.JSON', type: 'application/json' })).toBe(true)
  expect(isTextFile({ name: 'a.png', type: 'image/png' })).toBe(false)
  expect(isTextFile({ name: 'a.svg', type: 'image/svg+xml' })).toBe(false)
})

test('UTF-8 is read, with any line breaks and with a mark at its start', async () => {
  expect(await readTextFile(file('a.txt', '\uFEFF你好\r\nworld'))).toEqual({ text: '你好\nworld' })
})

test('what is no UTF-8 text, or too much of it, is refused', async () => {
  const latin = new Uint8Array([0x66, 0xfc, 0x72])
  expect(await readTextFile(file('a.txt', latin))).toEqual({ problem: { code: 'textEncoding' } })
  expect(await readTextFile(file('a.txt', 'a\0b'))).toEqual({ problem: { code: 'textEncoding' } })
  expect(await readTextFile(file('a.txt', 'a'.repeat(4_000_001)))).toMatchObject({
    problem: { code: 'textTooLong' },
  })
})
