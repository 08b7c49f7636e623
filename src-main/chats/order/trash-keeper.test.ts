import { expect, onTestFinished, test } from 'vitest'
import { createAttachmentStore } from '../../attachments/attachment-store.ts'
import { temporaryDatabase } from '../../testing/temporary-database.ts'
import { temporaryFolder } from '../../testing/temporary-folder.ts'
import { createChatStore } from '../chat-store.ts'
import { noFilters } from '../../contract/search.ts'
import { createSearch } from '../search/search-chats.ts'
import { createChatWriter } from '../testing/write-chats.ts'
import { createChatArrangements } from './chat-arrangements.ts'
import { createFolderStore } from './folder-store.ts'
import { createTrashKeeper } from './trash-keeper.ts'
import { createTrashStore } from './trash-store.ts'

const DAY_MS = 24 * 60 * 60 * 1000

function setUp() {
  const database = temporaryDatabase()
  const arrange = createChatArrangements(database)
  const folders = createFolderStore(database)
  const trash = createTrashStore(database)
  const never = () => Promise.reject(new Error('not asked for'))
  const pixels = { preparePicture: never, cut: never }
  const attachments = createAttachmentStore({ database, dataFolder: temporaryFolder(), pixels })
  let days = 0
  const now = () => Date.now() + days * DAY_MS
  const open = () => {
    const parts = { trash, folders, removeUnusedAttachments: attachments.removeUnused }
    const keeper = createTrashKeeper({ ...parts, onPurged: () => {}, now })
    onTestFinished(keeper.dispose)
    return keeper
  }
  const remove = (...chatIds: string[]) => arrange([{ chatIds, change: { removed: true } }])
  const later = (more: number) => {
    days += more
  }
  const count = (table: string) => database.prepare(`select count(*) from ${table}`).pluck().get()
  const store = createChatStore(database)
  const writer = createChatWriter(database)
  return { database, arrange, store, trash, open, remove, later, count, ...writer }
}

test('the trash keeps a conversation for thirty days', async () => {
  const { open, trash, remove, later, write, store, count } = setUp()
  const keeper = open()
  const [kept, gone] = [write('One'), write('Two')]
  remove(gone)
  const [listed] = trash.list()
  expect(listed).toMatchObject({ id: gone, title: 'Two' })
  expect((listed?.leavesAt ?? 0) - (listed?.removedAt ?? 0)).toBe(30 * DAY_MS)
  later(29)
  await keeper.clean()
  expect(trash.list()).toHaveLength(1)
  later(2)
  await keeper.clean()
  expect(trash.list()).toEqual([])
  expect(store.listChats().map(({ id }) => id)).toEqual([kept])
  expect(count('messages')).toBe(2)
})

test('what is to go for good can be taken back for a moment, and the next start waits no more', async () => {
  const { open, trash, arrange, remove, write, store } = setUp()
  const first = open()
  const [one, two] = [write('One'), write('Two')]
  remove(one, two)
  const before = trash.list().find(({ id }) => id === one)
  trash.erase([one, two], Date.now())
  await first.clean()
  expect(trash.list()).toEqual([])
  remove(one)
  expect(trash.list()).toEqual([before])
  await first.dispose()

  await open().clean()
  expect(trash.list()).toHaveLength(1)
  expect(() => remove(two)).toThrow(expect.objectContaining({ code: 'CHAT_NOT_FOUND' }))
  arrange([{ chatIds: [one], change: { removed: false } }])
  expect(store.listChats()).toHaveLength(1)
})

test('pictures go with the last message or draft that shows them', async () => {
  const { open, database, remove, later, write, count } = setUp()
  const ids = ['a', 'b', 'c'].map((digit) => digit.repeat(64))
  const [shared = '', own = '', drafted = ''] = ids
  const gone = write('One', [shared, own, drafted])
  write('Two', [shared])
  database.prepare(`insert into drafts values ('new', '{}')`).run()
  database.prepare('insert into draft_attachments values (?, ?)').run('new', drafted)
  const keeper = open()
  remove(gone)
  await keeper.clean()
  expect(count('attachments')).toBe(3)
  later(31)
  await keeper.clean()
  const left = database.prepare('select id from attachments order by id').pluck().all()
  expect(left).toEqual([shared, drafted])
})

test('a conversation of thousands of messages goes as a whole, and leaves the search', async () => {
  const { open, database, remove, later, write, count } = setUp()
  const gone = write('lighthouse', [], 1500)
  remove(gone)
  later(31)
  await open().clean()
  expect(count('chats')).toBe(0)
  expect(count('messages')).toBe(0)
  expect(count('message_texts')).toBe(0)
  expect(
    createSearch(database).find({ query: 'lighthouse', filters: noFilters, after: null }).hits,
  ).toEqual([])
  const check = "insert into message_search (message_search) values ('integrity-check')"
  expect(() => database.prepare(check).run()).not.toThrow()
})
