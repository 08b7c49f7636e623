import { expect, test } from 'vitest'
import type { Message } from '../../../src-main/contract/messages.ts'
import { versionsOf } from './versions.ts'

const message = (id: string, parentId: string | null, sequence: number): Message => ({
  id,
  chatId: 'chat',
  parentId,
  sequence,
  role: 'user',
  status: 'done',
  parts: [],
  failure: null,
  modelName: null,
  stats: null,
  context: null,
  createdAt: 0,
})

test('versions stand beside each other in the order they were made', () => {
  const all = [message('b', null, 3), message('a', null, 1), message('c', 'a', 2)]
  const versions = versionsOf(new Map(all.map((one) => [one.id, one])))
  expect(versions.get('a')).toEqual(['a', 'b'])
  expect(versions.get('b')).toEqual(['a', 'b'])
  expect(versions.has('c')).toBe(false)
})
