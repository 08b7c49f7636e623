import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createStorageWatch } from '../database/storage-watch.ts'
import { fillDatabase } from '../testing/fill-database.ts'
import { temporaryDatabase } from '../testing/temporary-database.ts'
import { createChatStore } from './chat-store.ts'
import { createMessageCommits } from './commit-messages.ts'
import { createPatientSaves } from './patient-saves.ts'

test('the end of a reply waits for room and is then saved whole', async () => {
  const database = temporaryDatabase()
  const store = createChatStore(database)
  fillDatabase(database, 40)
  const { replyId } = createMessageCommits(database).send({
    requestId: 'r',
    chatId: null,
    parentId: null,
    model: { id: 'demo', name: 'Demo' },
    parts: [{ type: 'text', text: 'Tell me all.' }],
    context: null,
  })
  const storage = createStorageWatch('ok')
  const saves = createPatientSaves(storage, 10)
  const pages = database.pragma('page_count', { simple: true }) as number
  // A database that may not grow is full, just as its disk would be.
  database.pragma(`max_page_count = ${pages}`)
  const text = 'a long answer '.repeat(20_000)
  let saved = false
  saves.untilSaved(
    () => store.endReply(replyId, { status: 'done', text, failure: null, stats: null }),
    () => (saved = true),
  )
  await pause(50)
  expect([saved, storage.state(), store.getMessage(replyId).status]).toEqual([
    false,
    'full',
    'running',
  ])
  database.pragma('max_page_count = 4294967294')
  while (!saved) await pause(5)
  expect(storage.state()).toBe('ok')
  expect(store.getMessage(replyId)).toMatchObject({ status: 'done', parts: [{ text }] })
  saves.dispose()
})

test('what is wrong with the change itself is no matter of patience', () => {
  const saves = createPatientSaves(createStorageWatch('ok'), 10)
  const broken = () => {
    throw new Error('a fault of ours')
  }
  expect(() => saves.untilSaved(broken, () => {})).toThrow('a fault of ours')
})
