import { describe, expect, it } from 'vitest'
import type { Chat } from '../../../src-main/contract/chats.ts'
import type { Message } from '../../../src-main/contract/messages.ts'
import { applyEvents, branchOf, emptyConversation } from './conversation-state.ts'

const chat: Chat = {
  id: 'c',
  title: '',
  modelId: null,
  preset: { assistantId: null, modelId: null, sampling: {} },
  activeLeafId: 'r',
  folderId: null,
  pinned: false,
  archived: false,
  running: true,
  createdAt: 0,
  updatedAt: 0,
}

const message = (id: string, change: Partial<Message> = {}): Message => ({
  id,
  chatId: 'c',
  parentId: null,
  sequence: 0,
  role: 'user',
  status: 'done',
  parts: [],
  failure: null,
  modelName: null,
  stats: null,
  context: null,
  createdAt: 0,
  ...change,
})

const reply = message('r', {
  parentId: 'u',
  role: 'assistant',
  status: 'running',
  parts: [{ type: 'text', text: 'A red' }],
})

const opened = applyEvents(emptyConversation, [
  {
    type: 'snapshot',
    sequence: 7,
    chat,
    messages: [message('u'), reply],
    phases: { r: { kind: 'writing' } },
  },
])

describe('applyEvents', () => {
  it('goes on from the text of the snapshot', () => {
    const state = applyEvents(opened, [
      { type: 'delta', sequence: 8, messageId: 'r', text: ' circle' },
      { type: 'delta', sequence: 9, messageId: 'r', text: '.' },
    ])
    expect(state.live.get('r')).toEqual({ text: 'A red circle.', phase: { kind: 'writing' } })
    expect(state.messages).toBe(opened.messages)
  })

  it('passes over events that the snapshot holds', () => {
    const state = applyEvents(opened, [
      { type: 'delta', sequence: 7, messageId: 'r', text: ' red' },
    ])
    expect(state.live.get('r')?.text).toBe('A red')
  })

  it('takes the finished message as the truth', () => {
    const finished = { ...reply, status: 'done' as const, parts: [] }
    const state = applyEvents(opened, [
      { type: 'delta', sequence: 8, messageId: 'r', text: ' circle' },
      { type: 'message', sequence: 9, message: finished },
      { type: 'delta', sequence: 10, messageId: 'r', text: 'late' },
    ])
    expect(state.live.size).toBe(0)
    expect(state.messages.get('r')).toBe(finished)
  })

  it('starts afresh with a new snapshot, whatever its number', () => {
    const state = applyEvents(opened, [
      { type: 'snapshot', sequence: 0, chat, messages: [message('u')], phases: {} },
      { type: 'removed', sequence: 1 },
    ])
    expect(state).toMatchObject({ sequence: 1, removed: true })
    expect(state.live.size).toBe(0)
  })
})

describe('branchOf', () => {
  it('shows one branch, oldest first', () => {
    const messages = new Map(
      [
        message('u'),
        reply,
        message('r2', { parentId: 'u' }),
        message('u2', { parentId: 'r2' }),
      ].map((one) => [one.id, one]),
    )
    expect(branchOf(messages, 'u2').map(({ id }) => id)).toEqual(['u', 'r2', 'u2'])
    expect(branchOf(messages, 'r').map(({ id }) => id)).toEqual(['u', 'r'])
    expect(branchOf(messages, null)).toEqual([])
  })

  it('ends with messages that lead in a circle', () => {
    const messages = new Map([
      ['a', message('a', { parentId: 'b' })],
      ['b', message('b', { parentId: 'a' })],
    ])
    expect(branchOf(messages, 'a')).toHaveLength(2)
  })
})
