import type { Arrangement } from '../../contract/arrange.ts'
import { inTransaction } from '../../database/in-transaction.ts'
import type { Database } from '../../database/open-database.ts'
import { CaratError } from '../../platform/carat-error.ts'

/** Where the conversations of a command are now: in the list or in the trash. */
export interface Arranged {
  listed: string[]
  removed: string[]
}

/**
 * Puts any number of conversations in folders, on top, in the archive or in the trash, in one
 * transaction.
 */
export function createChatArrangements(database: Database) {
  const liveFolder = database.prepare('select 1 from folders where id = ? and removed_at is null')
  const change = database.prepare(`
    update chats set
      folder_id = iif(@setsFolder, @folderId, folder_id),
      pinned = coalesce(@pinned, pinned),
      archived = coalesce(@archived, archived),
      deleted_at = case @removed when 1 then coalesce(deleted_at, @now) when 0 then null
        else deleted_at end,
      erased_at = iif(@removed is null, erased_at, null)
    where id = @id
    returning deleted_at is not null as removed`)

  const flag = (value: boolean | undefined) => (value === undefined ? null : Number(value))

  const arrange = (arrangements: readonly Arrangement[]): Arranged => {
    const places = new Map<string, boolean>()
    const now = Date.now()
    for (const { chatIds, change: changed } of arrangements) {
      const { folderId, pinned, archived, removed } = changed
      if (typeof folderId === 'string' && !liveFolder.get(folderId))
        throw new CaratError('FOLDER_NOT_FOUND', { folderId })
      const values = {
        setsFolder: Number(folderId !== undefined),
        folderId: folderId ?? null,
        pinned: flag(pinned),
        archived: flag(archived),
        removed: flag(removed),
        now,
      }
      for (const id of chatIds) {
        const row = change.get({ ...values, id }) as { removed: number } | undefined
        if (row) places.set(id, row.removed === 1)
      }
    }
    const chatId = arrangements[0]?.chatIds[0] ?? ''
    if (places.size === 0) throw new CaratError('CHAT_NOT_FOUND', { chatId })
    const idsWhere = (wanted: boolean) =>
      [...places].filter(([, removed]) => removed === wanted).map(([id]) => id)
    return { listed: idsWhere(false), removed: idsWhere(true) }
  }

  /** @throws CaratError `FOLDER_NOT_FOUND`, or `CHAT_NOT_FOUND` when all are gone for good. */
  return inTransaction(database, arrange)
}
