import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Part } from '../contract/messages.ts'
import { temporaryDatabase } from '../testing/temporary-database.ts'
import { createChatStore } from './chat-store.ts'
import { createMessageCommits, type SendIntent } from './commit-messages.ts'
import { createChatArrangements } from './order/chat-arrangements.ts'

const parts: Part[] = [{ type: 'text', text: 'Hello' }]

function setUp() {
  const database = temporaryDatabase()
  const store = createChatStore(database)
  const commits = createMessageCommits(database)
  const intent = (change: Partial<SendIntent> = {}): SendIntent => ({
    requestId: randomUUID(),
    chatId: null,
    parentId: null,
    model: { id: 'demo', name: 'Demo' },
    parts,
    context: null,
    ...change,
  })
  const end = (replyId: string, text = 'Hi!') =>
    store.endReply(replyId, { status: 'done', text, failure: null, stats: null })
  return { arrange: createChatArrangements(database), store, commits, intent, end }
}

test('a first message makes a titled conversation with a running reply', () => {
  const { store, commits, intent } = setUp()
  const { chatId, userMessageId, replyId } = commits.send(intent())
  expect(store.listChats()).toMatchObject([
    { id: chatId, title: 'Hello', running: true, activeLeafId: replyId },
  ])
  expect(store.branchOf(replyId)).toMatchObject([
    { id: userMessageId, role: 'user', status: 'done', parts },
    { id: replyId, role: 'assistant', status: 'running', parentId: userMessageId },
  ])
})

test('a repeated request answers the same and doubles nothing', () => {
  const { store, commits, intent } = setUp()
  const request = intent()
  const first = commits.send(request)
  expect(commits.send(request)).toEqual({ ...first, repeated: true })
  expect(store.listMessages(first.chatId)).toHaveLength(2)
})

test('a second message waits for the reply before it', () => {
  const { commits, intent, end, store } = setUp()
  const { chatId, replyId } = commits.send(intent())
  const next = intent({ chatId, parentId: replyId })
  expect(() => commits.send(next)).toThrow(expect.objectContaining({ code: 'CHAT_BUSY' }))
  end(replyId)
  expect(commits.send(next).chatId).toBe(chatId)
  expect(store.listMessages(chatId).map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4])
})

test('another try is a reply beside the first', () => {
  const { commits, intent, end, store } = setUp()
  const { chatId, userMessageId, replyId } = commits.send(intent())
  end(replyId)
  const again = { chatId, userMessageId, model: { id: 'demo', name: 'Demo' }, context: null }
  const retried = commits.retry({ ...again, requestId: randomUUID(), begun: '' })
  expect(store.getMessage(retried.replyId).parentId).toBe(userMessageId)
  expect(store.getChat(chatId).activeLeafId).toBe(retried.replyId)
})

test('one that is gone on with has its first words before the model writes', () => {
  const { commits, intent, end, store } = setUp()
  const { chatId, userMessageId, replyId } = commits.send(intent())
  end(replyId)
  const requestId = randomUUID()
  const again = { chatId, userMessageId, model: { id: 'demo', name: 'Demo' }, context: null }
  const continued = commits.retry({ ...again, requestId, begun: 'One, two, ' })
  store.interruptRunning()
  expect(store.getMessage(continued.replyId)).toMatchObject({
    status: 'interrupted',
    parts: [{ type: 'text', text: 'One, two, ' }],
  })
  expect(commits.retry({ ...again, requestId, begun: 'One' })).toMatchObject({
    replyId: continued.replyId,
    repeated: true,
  })
})

test('an unknown attachment refuses the whole message', () => {
  const { store, commits, intent } = setUp()
  const url = `attachment:${'a'.repeat(64)}`
  const picture: Part = { type: 'file', mediaType: 'image/png', url, filename: 'a.png' }
  expect(() => commits.send(intent({ parts: [picture] }))).toThrow(
    expect.objectContaining({ code: 'ATTACHMENT_NOT_FOUND' }),
  )
  expect(store.listChats()).toEqual([])
})

test('what a dead process left running is interrupted and keeps its text', () => {
  const { store, commits, intent } = setUp()
  const { replyId } = commits.send(intent())
  store.saveText(replyId, 'Half an ans')
  store.interruptRunning()
  expect(store.getMessage(replyId)).toMatchObject({
    status: 'interrupted',
    parts: [{ type: 'text', text: 'Half an ans' }],
  })
})

test('the trash hides a conversation until it is restored', () => {
  const { arrange, store, commits, intent, end } = setUp()
  const { chatId, replyId } = commits.send(intent())
  end(replyId)
  arrange([{ chatIds: [chatId], change: { removed: true } }])
  expect(store.listChats()).toEqual([])
  expect(() => store.getChat(chatId)).toThrow(expect.objectContaining({ code: 'CHAT_NOT_FOUND' }))
  arrange([{ chatIds: [chatId], change: { removed: false } }])
  expect(store.listChats()).toHaveLength(1)
})
