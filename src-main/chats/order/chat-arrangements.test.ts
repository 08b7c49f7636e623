import { expect, test } from 'vitest'
import { inTransaction } from '../../database/in-transaction.ts'
import { temporaryDatabase } from '../../testing/temporary-database.ts'
import { createChatStore } from '../chat-store.ts'
import { createChatWriter } from '../testing/write-chats.ts'
import { createChatArrangements } from './chat-arrangements.ts'
import { createFolderStore } from './folder-store.ts'

function setUp() {
  const database = temporaryDatabase()
  const store = createChatStore(database)
  const arrange = createChatArrangements(database)
  const folders = createFolderStore(database)
  return { database, store, arrange, folders, ...createChatWriter(database) }
}

test('conversations are pinned, archived and put in folders, each change on its own', () => {
  const { store, arrange, folders, write } = setUp()
  const chatId = write('Hello')
  folders.make('f', 'Work')
  arrange([{ chatIds: [chatId], change: { pinned: true } }])
  arrange([{ chatIds: [chatId], change: { folderId: 'f', archived: true } }])
  expect(store.getChat(chatId)).toMatchObject({ folderId: 'f', pinned: true, archived: true })
  arrange([{ chatIds: [chatId], change: { folderId: null, pinned: false } }])
  expect(store.getChat(chatId)).toMatchObject({ folderId: null, pinned: false, archived: true })
})

test('a thousand at once is one transaction: all of it or nothing', () => {
  const { database, store, arrange, folders, write } = setUp()
  const writeAll = inTransaction(database, () =>
    Array.from({ length: 1000 }, (_, index) => write(`Question ${index}`)),
  )
  const chatIds = writeAll()
  folders.make('f', 'Work')
  const change = { folderId: 'f', pinned: true }
  const arranged = arrange([{ chatIds, change }])
  expect(arranged).toEqual({ listed: chatIds, removed: [] })
  expect(store.listChats().every(({ folderId, pinned }) => pinned && folderId === 'f')).toBe(true)

  const half = chatIds.slice(0, 500)
  const bad = [
    { chatIds: half, change: { pinned: false } },
    { chatIds: half, change: { folderId: 'nowhere' } },
  ]
  expect(() => arrange(bad)).toThrow(expect.objectContaining({ code: 'FOLDER_NOT_FOUND' }))
  expect(store.listChats().filter(({ pinned }) => pinned)).toHaveLength(1000)

  arrange([{ chatIds, change: { removed: true } }])
  expect(store.listChats()).toEqual([])
  arrange([{ chatIds: half, change: { removed: false } }])
  expect(store.listChats()).toHaveLength(500)
  expect(database.pragma('foreign_key_check')).toEqual([])
})

test('what is gone for good is passed over, and said when nothing else was asked for', () => {
  const { store, arrange, write } = setUp()
  const chatId = write('Hello')
  arrange([{ chatIds: ['gone', chatId], change: { pinned: true } }])
  expect(store.getChat(chatId).pinned).toBe(true)
  expect(() => arrange([{ chatIds: ['gone'], change: { pinned: true } }])).toThrow(
    expect.objectContaining({ code: 'CHAT_NOT_FOUND', data: { chatId: 'gone' } }),
  )
})

test('folders have an order, and a removed one comes back with its conversations', () => {
  const { store, arrange, folders, write } = setUp()
  const chatId = write('Hello')
  for (const name of ['c', 'b', 'a']) folders.make(name, name)
  folders.make('a', 'again')
  folders.change('a', { position: 2 })
  folders.change('b', { name: 'B', collapsed: true })
  expect(folders.list()).toEqual([
    { id: 'b', name: 'B', position: 0, collapsed: true },
    { id: 'c', name: 'c', position: 1, collapsed: false },
    { id: 'a', name: 'a', position: 2, collapsed: false },
  ])
  arrange([{ chatIds: [chatId], change: { folderId: 'c' } }])
  expect(folders.change('c', { removed: true })).toEqual([chatId])
  expect(store.getChat(chatId).folderId).toBeNull()
  expect(folders.list().map(({ id }) => id)).toEqual(['b', 'a'])
  expect(() => folders.change('c', { name: 'x' })).toThrow(
    expect.objectContaining({ code: 'FOLDER_NOT_FOUND' }),
  )
  folders.change('c', { removed: false })
  expect(folders.list().map(({ id }) => id)).toEqual(['b', 'c', 'a'])
  expect(store.getChat(chatId).folderId).toBe('c')

  folders.change('c', { removed: true })
  folders.forgetRemoved(Date.now() + 1)
  expect(() => folders.change('c', { removed: false })).toThrow()
  expect(store.getChat(chatId).folderId).toBeNull()
})
