import type { Chat } from '../../../contract/chats.ts'
import { recipeSchema } from '../../../contract/recipe.ts'
import type { ExportScope } from '../../../contract/transfer.ts'
import type { Database } from '../../../database/open-database.ts'
import type { PresetStore } from '../../../presets/preset-store.ts'
import type { ChatStore } from '../../chat-store.ts'
import type { ArchivedAssistant, ArchivedConversation } from '../archive/archive-format.ts'

interface MadeRow {
  id: string
  modelId: string | null
  madeWith: string | null
}

/** What exports read of conversations: always one at a time, since all may not fit in memory. */
export function createExportReader(
  database: Database,
  store: ChatStore,
  presets: Pick<PresetStore, 'read'>,
) {
  const titleSource = database.prepare('select title_source from chats where id = ?').pluck()
  const madeRows = database.prepare<[string], MadeRow>(
    'select id, model_id as modelId, made_with as madeWith from messages where chat_id = ?',
  )

  return {
    listFolders: store.listFolders,
    /** Those who answer in some conversations. */
    listAssistants(chats: readonly Chat[]): ArchivedAssistant[] {
      const named = new Set(chats.map(({ preset }) => preset.assistantId))
      return presets.read().assistants.filter(({ id }) => named.has(id))
    },
    listPrompts: () => presets.read().prompts,
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
      const made = new Map(madeRows.all(chat.id).map((row) => [row.id, row]))
      return {
        ...chat,
        titleSource: titleSource.get(chat.id) === 'user' ? 'user' : 'derived',
        messages: store.listMessages(chat.id).map(({ chatId: _chat, status, ...message }) => {
          const { madeWith = null, modelId = null } = made.get(message.id) ?? {}
          return {
            ...message,
            modelId,
            madeWith: madeWith === null ? null : recipeSchema.parse(JSON.parse(madeWith)),
            status: status === 'running' ? 'interrupted' : status,
          }
        }),
      }
    },
  }
}
export type ExportReader = ReturnType<typeof createExportReader>
