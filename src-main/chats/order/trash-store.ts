import { z } from 'zod'
import { TRASH_DAYS, type TrashedChat, trashedChatSchema } from '../../contract/arrange.ts'
import { inTransaction } from '../../database/in-transaction.ts'
import type { Database } from '../../database/open-database.ts'
import { CaratError } from '../../platform/carat-error.ts'

const DAY_MS = 24 * 60 * 60 * 1000
export const TRASH_MS: number = TRASH_DAYS * DAY_MS

/** What must go: removed before one time, or erased before the other. */
export interface Deadlines {
  removedBefore: number
  erasedBefore: number
}

export type TrashStore = ReturnType<typeof createTrashStore>

/** Removed conversations as SQL. */
export function createTrashStore(database: Database) {
  const trashed = database.prepare(`
    select id, title, deleted_at as removedAt, deleted_at + ${TRASH_MS} as leavesAt from chats
    where deleted_at is not null and erased_at is null order by deleted_at desc, activity desc`)
  const erase = database.prepare(`
    update chats set erased_at = coalesce(erased_at, ?) where id = ? and deleted_at is not null`)
  const isOverdue = 'deleted_at <= @removedBefore or erased_at <= @erasedBefore'
  const overdue = database.prepare(`select id from chats where ${isOverdue}`).pluck()
  // Messages hang on each other: let go first, they are deleted side by side and not one by the
  // other, of which SQLite allows a thousand.
  const untieChat = database.prepare(
    `update chats set active_leaf_id = null where id = @id and (${isOverdue})`,
  )
  const untieMessages = database.prepare('update messages set parent_id = null where chat_id = ?')
  const remove = database.prepare('delete from chats where id = ?')
  const removeDraft = database.prepare('delete from drafts where chat_key = ?')

  return {
    list: (): TrashedChat[] => z.array(trashedChatSchema).parse(trashed.all()),
    /** @throws CaratError `CHAT_NOT_FOUND` when none of them is in the trash. */
    erase: inTransaction(database, (chatIds: readonly string[], now: number): void => {
      const erased = chatIds.filter((id) => erase.run(now, id).changes > 0)
      if (erased.length === 0) throw new CaratError('CHAT_NOT_FOUND', { chatId: chatIds[0] ?? '' })
    }),
    overdue: (deadlines: Deadlines) => overdue.all(deadlines) as string[],
    /** Deletes one for good with everything in it, unless it was brought back meanwhile. */
    purge: inTransaction(database, (id: string, deadlines: Deadlines): void => {
      if (untieChat.run({ id, ...deadlines }).changes === 0) return
      untieMessages.run(id)
      removeDraft.run(id)
      remove.run(id)
    }),
  }
}
