import type { Chat } from '../../../contract/chats.ts'
import type { ExportScope } from '../../../contract/transfer.ts'
import type { Database } from '../../../database/open-database.ts'
import type { ChatStore } from '../../chat-store.ts'
import type { ArchivedConversation } from '../archive/archive-format.ts'

/** What exports read of conversations: always one at a time, since all may not fit in memory. */
export function createExportReader(database: Database, store: ChatStore) {
  const titleSource = database.prepare('select title_source from chats where id = ?').pluck()
  const modelIds = database.prepare<[string], { id: string; modelId: string | null }>(
    'select id, model_id as modelId from messages where chat_id = ?',
  )

  return {
    listFolders: store.listFolders,
    /** Conversations of a scope in the order of the list; of a message the one it is in. */
    listChats(scope: ExportScope): Chat[] {
      if (scope.kind === 'message') return [store.getChat(store.getMessage(scope.messageId).chatId)]
      const chats = store.listChats()
      if (scope.kind === 'all') return chats
      const wanted = new Set(scope.chatIds)
      return chats.filter(({ id }) => wanted.has(id))
    },
    /** The branch on view, or the one message an export is about. */
    readBranch(chat: Chat, scope: ExportScope) {
      if (scope.kind === 'message') return [store.getMessage(scope.messageId)]
      return chat.activeLeafId === null ? [] : store.branchOf(chat.activeLeafId)
    },
    /** Everything there is of a conversation. */
    readConversation({ running: _, ...chat }: Chat): ArchivedConversation {
      const models = new Map(modelIds.all(chat.id).map(({ id, modelId }) => [id, modelId]))
      return {
        ...chat,
        titleSource: titleSource.get(chat.id) === 'user' ? 'user' : 'derived',
        messages: store.listMessages(chat.id).map(({ chatId: _chat, status, ...message }) => ({
          ...message,
          modelId: models.get(message.id) ?? null,
          status: status === 'running' ? 'interrupted' : status,
        })),
      }
    },
  }
}
export type ExportReader = ReturnType<typeof createExportReader>
