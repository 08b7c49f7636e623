import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Message } from '../contract/messages.ts'
import { temporaryDatabase } from '../testing/temporary-database.ts'
import { createChatFeed } from './chat-feed.ts'
import { createChatStore } from './chat-store.ts'
import { createMessageCommits } from './commit-messages.ts'

function setUp() {
  const database = temporaryDatabase()
  const store = createChatStore(database)
  const commits = createMessageCommits(database)
  const feed = createChatFeed(store)
  const ask = (at: { chatId: string; parentId: string } | null) => {
    const committed = commits.send({
      requestId: randomUUID(),
      chatId: at?.chatId ?? null,
      parentId: at?.parentId ?? null,
      model: { id: 'demo', name: 'Demo' },
      parts: [{ type: 'text', text: 'Hello' }],
      context: null,
    })
    return committed
  }
  const end = (replyId: string) =>
    store.endReply(replyId, { status: 'done', text: 'Hi!', failure: null, stats: null })
  /** A conversation of so many turns; answers its id and its last reply. */
  const write = (turns: number) => {
    let { chatId, replyId } = ask(null)
    end(replyId)
    for (let turn = 1; turn < turns; turn += 1) {
      ;({ chatId, replyId } = ask({ chatId, parentId: replyId }))
      end(replyId)
    }
    return { chatId, replyId }
  }
  return { ask, end, feed, store, write }
}

const inOrder = (messages: readonly Message[]) =>
  messages.map(({ sequence }) => sequence).toSorted((one, other) => one - other)

test('a long conversation comes from its end, and then whole', async () => {
  const { ask, feed, store, write } = setUp()
  const { chatId, replyId } = write(400)
  const events = feed.followChat(chatId, undefined)
  const { value: first } = await events.next()
  if (first?.type !== 'snapshot') throw new Error('no snapshot')
  expect(first.messages.at(-1)?.id).toBe(replyId)
  expect(first.messages.length).toBeLessThan(100)

  // What happens meanwhile is told after the rest.
  const running = ask({ chatId, parentId: replyId })
  feed.messageChanged(running.replyId)
  const known = new Map(first.messages.map((message) => [message.id, message]))
  for await (const event of events) {
    if (event.type === 'earlier')
      for (const message of event.messages) known.set(message.id, message)
    else if (event.type === 'message') {
      expect(event.message.id).toBe(running.replyId)
      break
    }
  }
  expect(inOrder([...known.values()])).toEqual(inOrder(store.listMessages(chatId)))
})

test('a short one is sent whole, and replies that are being written always are', async () => {
  const { ask, feed, write } = setUp()
  const short = write(3)
  const { value: snapshot } = await feed.followChat(short.chatId, undefined).next()
  expect(snapshot).toMatchObject({ type: 'snapshot', messages: { length: 6 } })

  const long = write(300)
  const running = ask({ chatId: long.chatId, parentId: long.replyId })
  feed.phaseChanged(long.chatId, running.replyId, { kind: 'writing' })
  const { value } = await feed.followChat(long.chatId, undefined).next()
  expect(value).toMatchObject({ phases: { [running.replyId]: { kind: 'writing' } } })
})

test('following ends at once when nobody listens any more', async () => {
  const { feed, write } = setUp()
  const { chatId } = write(400)
  const stop = new AbortController()
  const events = feed.followChat(chatId, stop.signal)
  await events.next()
  stop.abort()
  const rest: unknown[] = []
  for await (const event of events) rest.push(event)
  expect(rest.length).toBeLessThan(2)
})

test('words that come fast are told together, and none is lost or doubled', async () => {
  const { ask, end, feed } = setUp()
  const { chatId, replyId } = ask(null)
  feed.messageChanged(replyId)
  const early = feed.followChat(chatId, undefined)
  await early.next()
  for (const word of ['One ', 'two ', 'three']) feed.textAdded(chatId, replyId, word)
  // Who comes now has the first word, and hears the rest.
  const late = feed.followChat(chatId, undefined)
  const { value: snapshot } = await late.next()
  expect(snapshot).toMatchObject({ messages: [{}, { parts: [{ type: 'text', text: 'One ' }] }] })
  feed.textEnded(replyId)
  end(replyId)
  feed.messageChanged(replyId)
  const rest = { type: 'delta', messageId: replyId, text: 'two three' }
  expect((await early.next()).value).toMatchObject({ type: 'delta', text: 'One ' })
  for (const follower of [early, late]) {
    expect((await follower.next()).value).toMatchObject(rest)
    expect((await follower.next()).value).toMatchObject({ type: 'message' })
  }
})
