import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Part } from '../contract/messages.ts'
import { temporaryDatabase } from '../testing/temporary-database.ts'
import { createChatStore } from './chat-store.ts'
import { createBranchCommits } from './commit-branches.ts'
import { createMessageCommits } from './commit-messages.ts'

const model = { id: 'demo', name: 'Demo' }
const attachmentId = 'a'.repeat(64)
const picture: Part = {
  type: 'file',
  mediaType: 'image/png',
  url: `attachment:${attachmentId}`,
  filename: 'a.png',
}

function setUp() {
  const database = temporaryDatabase()
  database.prepare(`insert into attachments values (?, 'image/png', 1, 1, 1, 0)`).run(attachmentId)
  const store = createChatStore(database)
  const commits = createMessageCommits(database)
  const branches = createBranchCommits(database)
  const ask = (text: string, chatId: string | null = null, parentId: string | null = null) => {
    const parts: Part[] = [{ type: 'text', text }, picture]
    return commits.send({ requestId: randomUUID(), chatId, parentId, model, parts, context: null })
  }
  const end = (replyId: string, text: string) =>
    store.endReply(replyId, { status: 'done', text, failure: null, stats: null })
  const answered = (...input: Parameters<typeof ask>) => {
    const asked = ask(...input)
    end(asked.replyId, `To ${input[0]}`)
    return asked
  }
  return { database, store, commits, branches, ask, answered }
}

test('a message sent to the middle stands beside the one that was there', () => {
  const { store, answered } = setUp()
  const first = answered('one')
  const second = answered('two', first.chatId, first.replyId)
  const edited = answered('two again', first.chatId, first.replyId)
  expect(store.getMessage(edited.userMessageId).parentId).toBe(first.replyId)
  expect(store.getMessage(second.userMessageId).parentId).toBe(first.replyId)
  expect(store.branchOf(edited.replyId).map(({ id }) => id)).toEqual([
    first.userMessageId,
    first.replyId,
    edited.userMessageId,
    edited.replyId,
  ])
})

test('showing a version goes to the newest message below it', () => {
  const { store, branches, answered, ask } = setUp()
  const first = answered('one')
  const below = answered('two', first.chatId, first.replyId)
  const newest = answered('two again', first.chatId, first.replyId)
  const other = answered('uno', first.chatId, null)
  expect(store.getChat(first.chatId).activeLeafId).toBe(other.replyId)
  branches.showBranch(first.chatId, first.userMessageId)
  expect(store.getChat(first.chatId).activeLeafId).toBe(newest.replyId)
  branches.showBranch(first.chatId, below.userMessageId)
  expect(store.getChat(first.chatId).activeLeafId).toBe(below.replyId)
  const elsewhere = answered('another conversation')
  expect(() => branches.showBranch(first.chatId, elsewhere.replyId)).toThrow(
    expect.objectContaining({ code: 'MESSAGE_NOT_FOUND' }),
  )
  ask('three', first.chatId, below.replyId)
  expect(() => branches.showBranch(first.chatId, other.replyId)).toThrow(
    expect.objectContaining({ code: 'CHAT_BUSY' }),
  )
})

test('branching out copies the way to a message, pictures linked, once', () => {
  const { database, store, branches, answered } = setUp()
  const first = answered('one')
  const second = answered('two', first.chatId, first.replyId)
  answered('two again', first.chatId, first.replyId)
  store.rename(first.chatId, 'My title', 'user')
  const requestId = randomUUID()
  const { chatId } = branches.branchOut(requestId, first.chatId, second.replyId)
  expect(branches.branchOut(requestId, first.chatId, second.replyId)).toEqual({
    chatId,
    repeated: true,
  })
  expect(store.listChats()).toHaveLength(2)
  const originals = store.branchOf(second.replyId)
  const copies = store.listMessages(chatId)
  expect(store.getChat(chatId)).toMatchObject({
    title: 'My title',
    activeLeafId: copies.at(-1)?.id,
  })
  expect(copies.map(({ parts }) => parts)).toEqual(originals.map(({ parts }) => parts))
  expect(store.branchOf(copies.at(-1)?.id ?? '')).toEqual(copies)
  const ids = new Set(originals.map(({ id }) => id))
  expect(copies.some(({ id }) => ids.has(id))).toBe(false)
  const links = database
    .prepare('select count(*) from message_attachments where message_id = ?')
    .pluck()
  expect(copies.map(({ id }) => links.get(id))).toEqual([1, 0, 1, 0])
})

test('what was left out of a conversation is left out of its branch, too', () => {
  const { store, branches, commits, answered } = setUp()
  const first = answered('one')
  const context = { afterMessageId: first.replyId, summary: 'short' }
  const parts: Part[] = [{ type: 'text', text: 'two' }]
  const second = commits.send({
    requestId: randomUUID(),
    chatId: first.chatId,
    parentId: first.replyId,
    model,
    parts,
    context,
  })
  store.endReply(second.replyId, { status: 'done', text: 'Hi', failure: null, stats: null })
  const { chatId } = branches.branchOut(randomUUID(), first.chatId, second.replyId)
  const copies = store.listMessages(chatId)
  expect(copies[2]?.context).toEqual({ afterMessageId: copies[1]?.id, summary: 'short' })
})

test('an edited reply stands finished beside the one the model wrote', () => {
  const { store, branches, answered } = setUp()
  const { chatId, replyId, userMessageId } = answered('one')
  const requestId = randomUUID()
  const edited = branches.editReply(requestId, replyId, 'Better')
  expect(branches.editReply(requestId, replyId, 'Better')).toEqual({ ...edited, repeated: true })
  expect(store.getMessage(edited.replyId)).toMatchObject({
    parentId: userMessageId,
    status: 'done',
    modelName: 'Demo',
    stats: null,
    parts: [{ type: 'text', text: 'Better' }],
  })
  expect(store.getMessage(replyId).parts).toEqual([{ type: 'text', text: 'To one' }])
  expect(store.getChat(chatId).activeLeafId).toBe(edited.replyId)
  expect(store.listMessages(chatId)).toHaveLength(3)
  expect(() => branches.editReply(randomUUID(), userMessageId, 'x')).toThrow(
    expect.objectContaining({ code: 'MESSAGE_NOT_FOUND' }),
  )
})

test('nothing is branched out or edited while a reply runs', () => {
  const { branches, answered, ask } = setUp()
  const { chatId, replyId } = answered('one')
  ask('two', chatId, replyId)
  const busy = expect.objectContaining({ code: 'CHAT_BUSY' })
  expect(() => branches.branchOut(randomUUID(), chatId, replyId)).toThrow(busy)
  expect(() => branches.editReply(randomUUID(), replyId, 'x')).toThrow(busy)
})

test('a finished reply is written again by another model', () => {
  const { store, commits, answered } = setUp()
  const { chatId, replyId, userMessageId } = answered('one')
  const other = { id: 'other', name: 'Other' }
  const again = commits.retry({
    requestId: randomUUID(),
    chatId,
    userMessageId,
    model: other,
    context: null,
    begun: '',
  })
  expect(store.getMessage(again.replyId)).toMatchObject({
    parentId: userMessageId,
    modelName: 'Other',
  })
  expect(store.getMessage(replyId).modelName).toBe('Demo')
})
