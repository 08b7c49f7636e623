import { randomUUID } from 'node:crypto'
import type { Part } from '../../contract/messages.ts'
import { inTransaction } from '../../database/in-transaction.ts'
import type { Database } from '../../database/open-database.ts'
import { createChatStore } from '../chat-store.ts'
import { createMessageCommits } from '../commit-messages.ts'

/** For tests: writes finished conversations. */
export function createChatWriter(database: Database) {
  const store = createChatStore(database)
  const commits = createMessageCommits(database)
  const addPicture = database.prepare(
    `insert or ignore into attachments values (?, 'image/png', 1, 1, 1, 0)`,
  )
  const say = (words: string, pictures: readonly string[], at?: [string, string]) => {
    for (const id of pictures) addPicture.run(id)
    const { chatId, replyId } = commits.send({
      requestId: randomUUID(),
      chatId: at?.[0] ?? null,
      parentId: at?.[1] ?? null,
      model: { id: 'demo', name: 'Demo' },
      parts: [
        ...pictures.map((id): Part => ({
          type: 'file',
          mediaType: 'image/png',
          url: `attachment:${id}`,
          filename: 'a.png',
        })),
        { type: 'text', text: words },
      ],
      context: null,
    })
    store.endReply(replyId, { status: 'done', text: 'Yes.', failure: null, stats: null })
    return [chatId, replyId] as [string, string]
  }
  const write = (words: string, pictures: readonly string[] = [], turns = 1): string => {
    let at = say(words, pictures)
    for (let turn = 1; turn < turns; turn += 1) at = say(words, [], at)
    return at[0]
  }
  return {
    /** Answers the id of a conversation of so many turns. */
    write: inTransaction(database, write),
  }
}
