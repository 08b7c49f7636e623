import { randomUUID } from 'node:crypto'
import { createChatStore } from '../chats/chat-store.ts'
import { createMessageCommits } from '../chats/commit-messages.ts'
import type { Database } from '../database/open-database.ts'

/** Messages of one conversation. */
const EACH = 40

/** For tests: conversations with so many messages, some long enough to take several pages. */
export function fillDatabase(database: Database, messages: number, from = 0): void {
  const commits = createMessageCommits(database)
  const store = createChatStore(database)
  database.transaction(() => {
    let at: { chatId: string; replyId: string } | null = null
    for (let number = from; number < from + messages; number += 2) {
      if (number % EACH === 0) at = null
      const text = `Question ${number}: ${'what is in the garden '.repeat(number % 97 === 0 ? 400 : 8)}`
      const sent = commits.send({
        requestId: randomUUID(),
        chatId: at?.chatId ?? null,
        parentId: at?.replyId ?? null,
        model: { id: 'demo', name: 'Demo' },
        parts: [{ type: 'text', text }],
        context: null,
      })
      at = sent
      const answer = `Answer ${number + 1}: ${'花园里有一个红色的圆 '.repeat(6)}`
      store.endReply(sent.replyId, { status: 'done', text: answer, failure: null, stats: null })
    }
  })()
}
