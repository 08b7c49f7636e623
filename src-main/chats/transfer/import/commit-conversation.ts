import { isDeepStrictEqual } from 'node:util'
import type { Part } from '../../../contract/messages.ts'
import { type ConversationPreset, plainPreset } from '../../../contract/presets.ts'
import type { Database } from '../../../database/open-database.ts'
import { createMessageInsert, toJson } from './insert-messages.ts'
import type { PlacedConversation } from './place-conversation.ts'

/** Where a conversation of an export is. */
export type Standing = 'new' | 'here' | 'trash'

/** The transactions of imports: a conversation is in the database as a whole or not at all. */
export function createImportCommits(database: Database) {
  const find = database.prepare<[string], { deletedAt: number | null }>(
    'select deleted_at as deletedAt from chats where id = ?',
  )
  const ids = database.prepare('select id from chats').pluck()
  const modelExists = database.prepare('select 1 from models where id = ?')
  const assistantExists = database.prepare(
    `select 1 from presets where id = ? and kind = 'assistant'`,
  )
  // Between those that were used before and after it, and in that order when their turn is the same.
  const insertChat = database.prepare(`
    insert into chats
      (id, title, title_source, model_id, preset, active_leaf_id, folder_id, pinned, archived, created_at,
       updated_at, activity)
    values (@id, @title, @titleSource, @modelId, @preset, @activeLeafId,
      (select id from folders where id = @folderId), @pinned, @archived, @createdAt, @updatedAt,
      (select coalesce(max(activity), 0) from chats where updated_at <= @updatedAt))`)
  const insertMessage = createMessageInsert(database)
  const folderExists = database.prepare('select 1 from folders where id = ? and removed_at is null')
  const folderOf = database
    .prepare<[string], string | null>('select folder_id from chats where id = ?')
    .pluck()
  const chatInFolder = database.prepare(
    'select 1 from chats where folder_id = ? and deleted_at is null',
  )

  const standing = (chatId: string): Standing => {
    const row = find.get(chatId)
    if (!row) return 'new'
    return row.deletedAt === null ? 'here' : 'trash'
  }

  /** On another computer nobody knows that model, and the selected one answers. */
  const knownModel = (id: string | null) => (id !== null && modelExists.get(id) ? id : null)
  const knownPreset = ({ assistantId, modelId, sampling }: ConversationPreset) => {
    const known = assistantId !== null && assistantExists.get(assistantId) ? assistantId : null
    const preset = { assistantId: known, modelId: knownModel(modelId), sampling }
    return isDeepStrictEqual(preset, plainPreset) ? null : preset
  }

  const insert = (conversation: PlacedConversation, parts: readonly Part[][]) => {
    const {
      messages,
      pictures: _,
      folders: _folders,
      assistants: _assistants,
      keyedByPlace: _keyed,
      modelId,
      preset,
      pinned,
      archived,
      ...chat
    } = conversation
    insertChat.run({
      ...chat,
      modelId: knownModel(modelId),
      preset: toJson(knownPreset(preset)),
      pinned: Number(pinned),
      archived: Number(archived),
    })
    const ids = new Set(messages.map(({ id }) => id))
    if (chat.activeLeafId !== null && !ids.has(chat.activeLeafId))
      throw new Error('the message on view belongs to no conversation')
    const earlier = new Set<string>()
    for (const [index, message] of messages.entries()) {
      if (message.parentId !== null && !earlier.has(message.parentId))
        throw new Error('a message comes before the one it follows')
      earlier.add(message.id)
      insertMessage(chat.id, message, parts[index] ?? [])
    }
  }

  return {
    standing,
    /** Every conversation that is here or in the trash. */
    ids: () => ids.all() as string[],
    knownModel,
    /** Whether there is such a folder, which was not removed. */
    hasFolder: (folderId: string) => folderExists.get(folderId) !== undefined,
    /** Whether nothing in the list lies in it. */
    isEmptyFolder: (folderId: string) => chatInFolder.get(folderId) === undefined,
    /** The folder of a conversation that is here or in the trash. */
    folderOf: (chatId: string) => folderOf.get(chatId) ?? null,
    /** Adds a conversation. @throws when it contradicts itself or the database; nothing is written then. */
    add: (...input: Parameters<typeof insert>): void => database.transaction(insert)(...input),
  }
}
export type ImportCommits = ReturnType<typeof createImportCommits>
