// Search over a hundred thousand messages, a third of them Chinese or Japanese.
//
//   npm run bench -- search
import { randomUUID } from 'node:crypto'
import { statSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createChatStore } from '../src-main/chats/chat-store.ts'
import { createMessageCommits } from '../src-main/chats/commit-messages.ts'
import { createSearch } from '../src-main/chats/search/search-chats.ts'
import { noFilters, type SearchFilters } from '../src-main/contract/search.ts'
import { DATABASE_FILE, openDatabase } from '../src-main/database/open-database.ts'
import { noteGate } from './gate.ts'

const MESSAGES = 100_000
const WORDS_EACH = 30
/** Messages of one conversation. */
const MESSAGES_EACH = 200
const latin =
  'the garden gate picture of a red circle and three blue squares on white paper near an old tree while rain falls over quiet hills where people read letters about summer light'.split(
    ' ',
  )
const eastern = '花园 图片 红色 圆形 什么 天气 今天 写信 山 雨 日本 写真 赤い 円 何 空'.split(' ')

/** The same numbers in every run. */
function createRandom(seed: number) {
  let state = seed
  return (below: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31
    return state % below
  }
}

const folder = await mkdtemp(join(tmpdir(), 'carat-bench-'))
const database = openDatabase({
  dataFolder: folder,
  migrationsFolder: resolve(import.meta.dirname, '../resources/migrations'),
})
const commits = createMessageCommits(database)
const random = createRandom(7)
const sayOf = (number: number) => {
  const [words, between] = number % 3 === 0 ? [eastern, ''] : [latin, ' ']
  const chosen = Array.from({ length: WORDS_EACH }, () => words[random(words.length)]!)
  return `${chosen.join(between)} ${number}`
}
const send = (text: string, chatId: string | null = null) =>
  commits.send({
    requestId: randomUUID(),
    chatId,
    parentId: null,
    model: { id: 'demo', name: 'Demo' },
    parts: [{ type: 'text', text }],
    context: null,
  })
const store = createChatStore(database)
database.transaction(() => {
  let chatId: string | null = null
  for (let number = 0; number < MESSAGES; number += 2) {
    if (number % MESSAGES_EACH === 0) chatId = null
    const sent = send(sayOf(number), chatId)
    chatId = sent.chatId
    const text = sayOf(number + 1)
    store.endReply(sent.replyId, { status: 'done', text, failure: null, stats: null })
  }
})()

const percentile = (times: number[]) =>
  times.toSorted((one, other) => one - other)[Math.floor(times.length * 0.95)] ?? 0
const search = createSearch(database)
const month = 30 * 24 * 60 * 60 * 1000
const recent = { from: Date.now() - month, before: Date.now() }
type Asked = [query: string, filters?: Partial<SearchFilters>]
const queries: Record<string, Asked[]> = {
  'one letter': [['花'], ['雨'], ['山'], ['q'], ['z'], ['e']],
  'two letters': [['花园'], ['什么'], ['of'], ['zx'], ['写真'], ['的花']],
  'three letters and more': [
    ['gat'],
    ['garden'],
    ['红色圆形'],
    ['quiet hills'],
    ['99999'],
    ['summer light'],
  ],
  'several words': [['the garden'], ['花园 写真 天气'], ['"red circle" 1'], ['of 99'], ['花 円 9']],
  'common words that pass no filter': [
    ['the', { modelName: 'Other' }],
    ['什么', { has: 'picture' }],
    ['garden', { has: 'clip', role: 'user' }],
    ['of', { before: Date.UTC(2020, 1) }],
  ],
  'words and filters': [
    ['the', { role: 'assistant', ...recent }],
    ['花园', { modelName: 'Demo', ...recent }],
    ['', { role: 'user' }],
    ['garden', recent],
  ],
  'what is not there': [['lighthouse'], ['灯塔灯塔'], ['zzzzzz'], ['gardentree gate'], ['园图园']],
}
const all: number[] = []
for (const [name, asked] of Object.entries(queries)) {
  const times: number[] = []
  for (let round = 0; round < 10; round += 1)
    for (const [query, filters] of asked) {
      const begun = performance.now()
      search.find({ query, filters: { ...noFilters, ...filters }, after: null })
      times.push(performance.now() - begun)
    }
  all.push(...times)
  noteGate({
    id: 'P14',
    what: `search of ${MESSAGES} messages for ${name}, 95th percentile`,
    value: percentile(times),
    unit: 'ms',
    most: 30,
  })
}
noteGate({
  id: 'P14',
  what: `search of ${MESSAGES} messages, all of these, 95th percentile`,
  value: percentile(all),
  unit: 'ms',
  most: 30,
  detail: `${(statSync(join(folder, DATABASE_FILE)).size / 2 ** 20).toFixed(0)} MiB in all`,
})
const commitTimes: number[] = []
for (let number = 0; number < 200; number += 1) {
  const text = sayOf(number)
  const begun = performance.now()
  send(text)
  commitTimes.push(performance.now() - begun)
}
noteGate({
  id: 'P16',
  what: `commit of a message beside ${MESSAGES} that can be searched, 95th percentile`,
  value: percentile(commitTimes),
  unit: 'ms',
  most: 10,
})
database.close()
await rm(folder, { recursive: true, force: true })
process.exit()
