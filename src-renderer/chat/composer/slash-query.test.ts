import { expect, test } from 'vitest'
import { matchPrompts, slashQuery } from './slash-query.ts'

test.each([
  ['/', { start: 0, end: 1, query: '' }],
  ['/rec', { start: 0, end: 4, query: 'rec' }],
  ['look /rec', { start: 5, end: 9, query: 'rec' }],
  ['one\n/翻译', { start: 4, end: 7, query: '翻译' }],
  ['／翻译', { start: 0, end: 3, query: '翻译' }],
])('%j asks for prompts', (text, found) => expect(slashQuery(text, text.length)).toEqual(found))

test.each(['', 'rec', 'and/or', 'a /rec ', 'http://x', '/usr/bin', `/${'a'.repeat(41)}`])(
  '%j does not',
  (text) => expect(slashQuery(text, text.length)).toBeNull(),
)

test('only what is before the caret counts', () => {
  expect(slashQuery('/receipt', 4)).toEqual({ start: 0, end: 4, query: 'rec' })
  expect(slashQuery('/receipt', 0)).toBeNull()
})

const prompt = (name: string) => ({ id: name, name, text: name })
const prompts = ['Read a receipt', 'Alt text', 'Text in a table'].map(prompt)

test('names that begin with the letters come first, whatever their case and spaces', () => {
  expect(matchPrompts(prompts, 'TEXT').map(({ name }) => name)).toEqual([
    'Text in a table',
    'Alt text',
  ])
  expect(matchPrompts(prompts, 'alttext')).toHaveLength(1)
  expect(matchPrompts(prompts, '')).toHaveLength(3)
  expect(matchPrompts(prompts, 'usr')).toEqual([])
})
