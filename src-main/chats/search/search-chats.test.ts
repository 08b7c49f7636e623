import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { noFilters, type SearchFilters } from '../../contract/search.ts'
import { temporaryDatabase } from '../../testing/temporary-database.ts'
import { createChatStore } from '../chat-store.ts'
import { createBranchCommits } from '../commit-branches.ts'
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
  const search = createSearch(database)
  const find = (query: string, filters: Partial<SearchFilters> = {}, after: number | null = null) =>
    search.find({ query, filters: { ...noFilters, ...filters }, after })
  const said = (query: string, filters: Partial<SearchFilters> = {}) =>
    find(query, filters).hits.map(({ snippet }) => snippet.map(({ text }) => text).join(''))
  const arrange = createChatArrangements(database)
  return { arrange, database, store, commits, say, search, find, said }
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
  expect(said('x\0y')).toEqual([])
})

test('several words are all looked for, and a phrase as it stands', () => {
  const { say, said } = setUp()
  say('A red circle near a blue square', '红色圆形和蓝色方块')
  say('A blue circle', '蓝色圆形')
  expect(said('circle red')).toHaveLength(1)
  expect(said('circle blue')).toHaveLength(2)
  expect(said('"blue circle"')).toHaveLength(1)
  expect(said('"circle blue"')).toHaveLength(0)
  expect(said('圆形 红')).toEqual(['红色圆形和蓝色方块'])
  expect(said('圆形 of')).toEqual([])
})

test('case, width and composition make no difference, and the hits are marked as written', () => {
  const { say, find } = setUp()
  say('Ｆｕｌｌ Ｗｉｄｔｈ cafe\u0301', '🇯🇵 emoji 👩‍🌾')
  const marked = (query: string) =>
    find(query).hits.flatMap(({ snippet }) =>
      snippet.filter(({ hit }) => hit).map(({ text }) => text),
    )
  expect(marked('full')).toEqual(['Ｆｕｌｌ'])
  expect(marked('FULL width')).toEqual(['Ｆｕｌｌ', 'Ｗｉｄｔｈ'])
  expect(marked('CAFÉ')).toEqual(['cafe\u0301'])
  expect(marked('👩‍🌾')).toEqual(['👩‍🌾'])
  expect(marked('🇯🇵')).toEqual(['🇯🇵'])
})

test('filters narrow down, together, and without words too', () => {
  const { say, said, find, database, search } = setUp()
  const old = say('An old garden', 'with trees')
  say('A garden', 'a garden again')
  const date = (id: string, time: string) =>
    database.prepare('update messages set created_at = ? where id = ?').run(Date.parse(time), id)
  date(old.replyId, '2020-05-05T12:00:00Z')
  expect(said('garden', { role: 'assistant' })).toEqual(['a garden again'])
  expect(said('garden', { has: 'clip' })).toHaveLength(2)
  expect(said('garden', { has: 'picture' })).toHaveLength(0)
  expect(said('', { has: 'clip' })).toHaveLength(2)
  expect(said('garden', { modelName: 'Demo' })).toHaveLength(1)
  expect(said('garden', { modelName: 'Other' })).toHaveLength(0)
  expect(said('', { modelName: 'Demo', role: 'assistant' })).toHaveLength(2)
  expect(said('')).toEqual([])
  const soon = Date.now() + 1000
  expect(said('garden', { from: Date.now() - 60_000, before: soon })).toHaveLength(3)
  expect(said('garden', { from: soon })).toHaveLength(0)
  expect(said('garden', { before: Date.parse('2021-01-01') })).toHaveLength(0)
  expect(find('garden', { role: 'user' }).hits.every(({ messageId }) => messageId)).toBe(true)
  expect(search.models()).toEqual(['Demo'])
  database.prepare(`insert into folders (id, name, position) values ('f', 'Plants', 0)`).run()
  expect(said('garden', { folderId: 'f' })).toEqual([])
  database.prepare(`update chats set folder_id = 'f' where id = ?`).run(old.chatId)
  expect(said('garden', { folderId: 'f', role: 'user' })).toHaveLength(1)
  expect(said('title', { folderId: 'f' })).toEqual(['Title'])
})

test('all of many hits are reached, page by page, the oldest too', () => {
  const { find, say } = setUp()
  for (let number = 0; number < 60; number += 1) say(`第${number}页有花园`, '好')
  const first = find('花园')
  expect(first.hits).toHaveLength(50)
  const second = find('花园', {}, first.next)
  expect(second.hits.map(({ snippet }) => snippet.at(-2)?.text)).toHaveLength(10)
  expect(
    second.hits
      .at(-1)
      ?.snippet.map(({ text }) => text)
      .join(''),
  ).toContain('第0页')
  expect(second.next).toBeNull()
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

test('a question is found from the first saved words of its reply on, before the reply', () => {
  const { said, say, store } = setUp()
  const { replyId } = say('Is it a lighthouse?', '')
  expect(said('lighthouse')).toEqual([])
  store.saveText(replyId, 'a light')
  store.saveText(replyId, 'a lightho')
  expect(said('lighthouse')).toHaveLength(1)
  store.endReply(replyId, { status: 'done', text: 'a lighthouse', failure: null, stats: null })
  expect(said('lighthouse')).toEqual(['a lighthouse', expect.stringContaining('Is it')])
})

test('a question whose reply never came is found once the reply has ended', () => {
  const { said, say, store } = setUp()
  const first = say('Is it a lighthouse?', '')
  store.endReply(first.replyId, { status: 'failed', text: '', failure: null, stats: null })
  expect(said('lighthouse')).toHaveLength(1)
  say('Was it a lighthouse?', '')
  store.interruptRunning()
  expect(said('lighthouse')).toHaveLength(2)
})

test('a branch that ends with a question is found at once', () => {
  const { database, said, say, store } = setUp()
  const { chatId, replyId } = say('Is it a lighthouse?', 'Yes')
  const question = store.getMessage(replyId).parentId as string
  createBranchCommits(database).branchOut(randomUUID(), chatId, question)
  expect(said('lighthouse')).toHaveLength(2)
})

test('what is deleted for good leaves the index', () => {
  const { database, say, said } = setUp()
  const { chatId } = say('Question', 'a lighthouse')
  database.prepare('update chats set active_leaf_id = null where id = ?').run(chatId)
  database.prepare('delete from chats where id = ?').run(chatId)
  expect(said('lighthouse')).toEqual([])
  const check = database.prepare(
    "insert into message_search (message_search) values ('integrity-check')",
  )
  expect(() => check.run()).not.toThrow()
})
