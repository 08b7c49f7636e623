import type { Database } from '../../../database/open-database.ts'
import { createAddConversation } from './add-conversation.ts'

/** Where a conversation of an export is. */
export type Standing = 'new' | 'here' | 'trash'

/** What imports ask of conversations that are here, and how new ones come in. */
export function createImportCommits(database: Database) {
  const find = database.prepare<[string], { deletedAt: number | null }>(
    'select deleted_at as deletedAt from chats where id = ?',
  )
  const ids = database.prepare('select id from chats').pluck()
  const modelExists = database.prepare('select 1 from models where id = ?')
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
  const { add, isComing } = createAddConversation(database, { knownModel })

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
    add,
    isComing,
  }
}
export type ImportCommits = ReturnType<typeof createImportCommits>
