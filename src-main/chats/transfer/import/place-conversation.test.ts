import { expect, test } from 'vitest'
import { placeConversation } from './place-conversation.ts'

test('a long title is cut between its letters, not within one', () => {
  const placed = placeConversation(
    { source: 'chatgpt' },
    {
      kind: 'foreign',
      conversation: {
        key: 'c',
        title: `${'a'.repeat(199)}😀 and more`,
        createdAt: 1,
        updatedAt: 2,
        pinned: false,
        archived: false,
        leafKey: null,
        messages: [],
      },
    },
    3,
  )
  expect(placed.title).toBe('a'.repeat(199))
})
