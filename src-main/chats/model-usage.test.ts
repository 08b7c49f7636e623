import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { ReplyStats } from '../contract/messages.ts'
import { createBroadcast } from '../platform/broadcast.ts'
import { temporaryDatabase } from '../testing/temporary-database.ts'
import { createChatStore } from './chat-store.ts'
import { createMessageCommits } from './commit-messages.ts'
import { createModelUsage } from './model-usage.ts'
import { createChatArrangements } from './order/chat-arrangements.ts'

function setUp() {
  const database = temporaryDatabase()
  const chats = createBroadcast<null>()
  const store = createChatStore(database)
  const commits = createMessageCommits(database)
  const stats = (prompt: number | null, output: number | null): ReplyStats => ({
    engine: 'text',
    device: 'CPU',
    timeToFirstTokenMs: 1,
    promptTokens: 1,
    reusedTokens: 0,
    promptTokensPerSecond: prompt,
    outputTokens: 1,
    outputTokensPerSecond: output,
  })
  const reply = (model: string, chatId: string | null, prompt: number | null, output: number) => {
    const committed = commits.send({
      requestId: randomUUID(),
      chatId,
      parentId: null,
      model: { id: model, name: model },
      parts: [{ type: 'text', text: 'Hello' }],
      context: null,
    })
    const end = { status: 'done', text: 'Hi', failure: null, stats: stats(prompt, output) } as const
    store.endReply(committed.replyId, end)
    return committed.chatId
  }
  const usage = createModelUsage(database)
  return { arrange: createChatArrangements(database), chats, reply, usage }
}

test('chats, last use and the median speed of the latest replies are counted by model', () => {
  const { reply, usage } = setUp()
  const before = Date.now()
  const chat = reply('gemma', null, 900, 9)
  for (const [prompt, output] of [
    [100, 10],
    [null, 20],
    [300, 30],
    [200, 1000],
    [null, 40],
  ] as const)
    reply('gemma', chat, prompt, output)
  reply('other', null, null, 5)
  const gemma = usage.read().get('gemma')
  expect(gemma).toMatchObject({
    chats: 1,
    lastUsedAt: expect.any(Number),
    speed: { promptTokensPerSecond: 200, outputTokensPerSecond: 30 },
  })
  expect(gemma?.lastUsedAt).toBeGreaterThanOrEqual(before)
  expect(usage.read().get('other')).toMatchObject({
    chats: 1,
    speed: { promptTokensPerSecond: null, outputTokensPerSecond: 5 },
  })
  expect(usage.read().get('nobody')).toBeUndefined()
})

test('a change in conversations is heard, and what was deleted no longer counts', async () => {
  const { arrange, chats, reply, usage } = setUp()
  const chat = reply('gemma', null, 100, 10)
  expect(usage.read().get('gemma')?.chats).toBe(1)
  const ending = new AbortController()
  const watching = usage.watch(chats.follow(ending.signal))
  const changes = usage.changes(ending.signal)[Symbol.asyncIterator]()
  const heard = changes.next()
  arrange([{ chatIds: [chat], change: { removed: true } }])
  chats.publish(null)
  await heard
  expect(usage.read().get('gemma')).toBeUndefined()
  ending.abort()
  await watching
})
