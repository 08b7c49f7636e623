import type { Part } from '../../../contract/messages.ts'
import type { Database } from '../../../database/open-database.ts'
import { attachmentIdsOf } from '../attachment-ids.ts'
import type { PlacedConversation } from './place-conversation.ts'

/** Null stays null in the database. */
export const toJson = (value: unknown) => (value === null ? null : JSON.stringify(value))

/** Writes messages of an import, within somebody's transaction. */
export function createMessageInsert(database: Database) {
  const insertMessage = database.prepare(`
    insert into messages
      (id, chat_id, parent_id, sequence, role, status, parts, failure, stats, model_id, model_name,
       context, made_with, created_at)
    values (@id, @chatId, @parentId, @sequence, @role, @status, @parts, @failure, @stats, @modelId,
      @modelName, @context, @madeWith, @createdAt)`)
  const linkAttachment = database.prepare(
    'insert or ignore into message_attachments (message_id, attachment_id) values (?, ?)',
  )
  return (
    chatId: string,
    message: PlacedConversation['messages'][number],
    parts: readonly Part[],
  ): void => {
    insertMessage.run({
      ...message,
      chatId,
      parts: JSON.stringify(parts),
      failure: toJson(message.failure),
      stats: toJson(message.stats),
      context: toJson(message.context),
      madeWith: toJson(message.madeWith),
    })
    for (const id of attachmentIdsOf(parts)) linkAttachment.run(message.id, id)
  }
}
