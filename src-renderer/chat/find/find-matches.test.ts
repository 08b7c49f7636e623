import { expect, test } from 'vitest'
import type { Message } from '../../../src-main/contract/messages.ts'
import { findMatches, matchAt, numberOf } from './find-matches.ts'
import { plainText } from './plain-text.ts'

const message = (id: string, text: string, role: Message['role'] = 'assistant'): Message => ({
  id,
  chatId: 'c',
  parentId: null,
  sequence: 0,
  role,
  status: 'done',
  parts: [{ type: 'text', text }],
  failure: null,
  modelName: null,
  stats: null,
  context: null,
  createdAt: 0,
})

test('what a reader sees is counted, not how it is written', () => {
  expect(plainText('## A **light**house at [the sea](https://sea.example) `in` *rain*')).toBe(
    'A lighthouse at the sea in rain',
  )
  expect(plainText('2 * 3 and snake_case')).toBe('2 * 3 and snake_case')
})

test('matches are counted through all messages and gone through in a circle', () => {
  const all = [
    message('a', 'One garden, another **Gar**den.'),
    message('b', 'Nothing here.'),
    message('c', 'ＧＡＲＤＥＮ', 'user'),
  ]
  const matches = findMatches(all, 'garden')
  expect(matches.total).toBe(3)
  expect([0, 1, 2, 3, -1].map((number) => matchAt(matches, number))).toEqual([
    { messageId: 'a', nth: 0 },
    { messageId: 'a', nth: 1 },
    { messageId: 'c', nth: 0 },
    { messageId: 'a', nth: 0 },
    { messageId: 'c', nth: 0 },
  ])
  expect(numberOf(matches, { messageId: 'c', nth: 0 })).toBe(2)
  expect(numberOf(matches, { messageId: 'b', nth: 0 })).toBe(-1)
  expect(numberOf(matches, null)).toBe(-1)
  expect(matchAt(findMatches(all, ''), 0)).toBeNull()
})
