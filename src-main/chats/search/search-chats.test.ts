import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { temporaryDatabase } from '../../testing/temporary-database.ts'
import { createChatStore } from '../chat-store.ts'
import { createMessageCommits } from '../commit-messages.ts'
import { createChatArrangements } from '../order/chat-arrangements.ts'
import { createSearch } from './search-chats.ts'

function setUp() {
  const database = temporaryDatabase()
  const store = createChatStore(database)
  const commits = createMessageCommits(database)
  const say = (question: string, answer: string, title = 'Title') => {
    const { chatId, replyId } = commits.send({
      requestId: randomUUID(),
      chatId: null,
      parentId: null,
      model: { id: 'demo', name: 'Demo' },
      parts: [
        {
          type: 'data-clip',
          data: {
            name: 'Holiday in Łódź.mp4',
            durationSeconds: 1,
            frames: [{ attachmentId: 'a'.repeat(64), seconds: 0 }],
          },
        },
        { type: 'text', text: question },
      ],
      context: null,
    })
    store.rename(chatId, title, 'user')
    if (answer !== '')
      store.endReply(replyId, { status: 'done', text: answer, failure: null, stats: null })
    return { chatId, replyId }
  }
  database
    .prepare(`insert into attachments values (?, 'image/png', 1, 1, 1, 0)`)
    .run('a'.repeat(64))
  const find = createSearch(database)
  const said = (query: string) =>
    find(query).hits.map(({ snippet }) => snippet.map(({ text }) => text).join(''))
  const arrange = createChatArrangements(database)
  return { arrange, database, store, say, find, said }
}

test('words are found in any script, from one letter on, whatever their case', () => {
  const { say, said } = setUp()
  say('花园里有什么？', 'ここに赤い円があります。')
  say('Ein großer Garten', 'قال المعلم مرحبا 🟥')
  for (const query of ['花园', '花', '赤い', '赤い円が', 'GARTEN', 'großer', 'مرحبا', '🟥'])
    expect(said(query).join('\n'), query).toContain(query === 'GARTEN' ? 'Garten' : query)
  expect(said('Łódź')).toHaveLength(2)
})

test('what looks like a search language is text like any other', () => {
  const { say, said } = setUp()
  say('He said "100% sure" AND left_over* (NEAR)', 'ok then')
  for (const query of ['"100%', '100%', '%', '_', 'AND left', 'over*', '(NEAR)', 'NEAR(', '"'])
    expect(said(query).length, query).toBe(query === 'NEAR(' ? 0 : 1)
  expect(said('a\0b')).toEqual([])
})

test('titles come first, then messages, the newest first; the hit is marked', () => {
  const { find, say } = setUp()
  say('An old garden', 'with trees')
  const newer = say('A new garden', 'with a gate', 'My garden')
  const { hits } = find('garden')
  expect(hits.map(({ messageId, snippet }) => [messageId === null, snippet.at(0)?.text])).toEqual([
    [true, 'My '],
    [false, 'Holiday in Łódź.mp4 A new '],
    [false, 'Holiday in Łódź.mp4 An old '],
  ])
  expect(hits[0]).toMatchObject({ chatId: newer.chatId, role: null })
  expect(hits[1]?.snippet[1]).toEqual({ text: 'garden', hit: true })
})

test('a reply is found once it has ended, and nothing is in the trash', () => {
  const { arrange, say, said, store } = setUp()
  const { chatId, replyId } = say('Question', '')
  store.saveText(replyId, 'half of a lighthouse')
  expect(said('lighthouse')).toEqual([])
  store.endReply(replyId, { status: 'stopped', text: 'a lighthouse', failure: null, stats: null })
  expect(said('lighthouse')).toEqual(['a lighthouse'])
  arrange([{ chatIds: [chatId], change: { removed: true } }])
  expect(said('lighthouse')).toEqual([])
  arrange([{ chatIds: [chatId], change: { removed: false } }])
  expect(said('lighthouse')).toHaveLength(1)
})

test('what is deleted for good leaves the index', () => {
  const { database, say, said } = setUp()
  const { chatId } = say('Question', 'a lighthouse')
  database.prepare('update chats set active_leaf_id = null where id = ?').run(chatId)
  database.prepare('delete from chats where id = ?').run(chatId)
  expect(said('lighthouse')).toEqual([])
  const check = database.prepare(
    "insert into message_search (message_search, rank) values ('integrity-check', 1)",
  )
  expect(() => check.run()).not.toThrow()
})
