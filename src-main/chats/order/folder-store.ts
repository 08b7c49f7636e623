import { z } from 'zod'
import { type Folder, type FolderChange, folderSchema } from '../../contract/arrange.ts'
import { inTransaction } from '../../database/in-transaction.ts'
import type { Database } from '../../database/open-database.ts'
import { CaratError } from '../../platform/carat-error.ts'

const folderRow = folderSchema.extend({
  collapsed: z.number().transform((value) => value === 1),
})

export type FolderStore = ReturnType<typeof createFolderStore>

/** The folders of conversations. A removed one is kept for a while, so that it can come back. */
export function createFolderStore(database: Database) {
  const live = database.prepare(`
    select id, name, position, collapsed from folders where removed_at is null
    order by position, rowid`)
  const insert = database.prepare(
    'insert or ignore into folders (id, name, position) values (?, ?, -1)',
  )
  const setPosition = database.prepare('update folders set position = ? where id = ?')
  const position = database
    .prepare('select position from folders where id = ? and removed_at is null')
    .pluck()
  const change = database.prepare(`
    update folders set name = coalesce(@name, name), collapsed = coalesce(@collapsed, collapsed),
      removed_at = case @removed when 1 then coalesce(removed_at, @now) when 0 then null
        else removed_at end
    where id = @folderId and (removed_at is null or @removed is not null)`)
  const chatsIn = database
    .prepare('select id from chats where folder_id = ? and deleted_at is null')
    .pluck()
  const forget = database.prepare('delete from folders where removed_at <= ?')

  const list = (): Folder[] => z.array(folderRow).parse(live.all())

  /** Numbers all folders anew, one of them at this place. */
  const putAt = (folderId: string, place: number) => {
    const others = list().filter(({ id }) => id !== folderId)
    const ids = others.map(({ id }) => id).toSpliced(place, 0, folderId)
    for (const [index, id] of ids.entries()) setPosition.run(index, id)
  }

  return {
    list,
    make: inTransaction(database, (folderId: string, name: string): void => {
      if (insert.run(folderId, name).changes > 0) putAt(folderId, 0)
    }),
    /**
     * Answers the conversations that lie in it.
     *
     * @throws CaratError `FOLDER_NOT_FOUND`
     */
    change: inTransaction(database, (folderId: string, changed: FolderChange): string[] => {
      const { name, collapsed, removed } = changed
      const values = {
        folderId,
        name: name ?? null,
        collapsed: collapsed === undefined ? null : Number(collapsed),
        removed: removed === undefined ? null : Number(removed),
        now: Date.now(),
      }
      if (change.run(values).changes === 0) throw new CaratError('FOLDER_NOT_FOUND', { folderId })
      const place = changed.position ?? (position.get(folderId) as number | undefined)
      if (place !== undefined && removed !== true) putAt(folderId, place)
      return chatsIn.all(folderId) as string[]
    }),
    /** Deletes those that were removed before a time; what still names one is in none then. */
    forgetRemoved: (before: number): void => {
      forget.run(before)
    },
  }
}
