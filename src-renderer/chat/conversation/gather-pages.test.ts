import { expect, test, vi } from 'vitest'
import type { ChatEvent } from '../../../src-main/contract/chats.ts'
import type { Message } from '../../../src-main/contract/messages.ts'
import { gatherPages } from './gather-pages.ts'

const page = (...ids: string[]): ChatEvent => ({
  type: 'earlier',
  messages: ids.map((id) => ({ id }) as Message),
})

test('pages are put in together, and before what comes after them', () => {
  vi.useFakeTimers()
  const taken: string[] = []
  const take = gatherPages((event) =>
    taken.push(event.type === 'earlier' ? event.messages.map(({ id }) => id).join() : event.type),
  )
  take(page('d', 'c'))
  take(page('b'))
  expect(taken).toEqual([])
  vi.runAllTimers()
  expect(taken).toEqual(['d,c,b'])
  take(page('a'))
  take({ type: 'removed', sequence: 1 })
  vi.runAllTimers()
  expect(taken).toEqual(['d,c,b', 'a', 'removed'])
  vi.useRealTimers()
})
