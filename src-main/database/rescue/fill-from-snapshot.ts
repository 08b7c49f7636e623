import type BetterSqlite3 from 'better-sqlite3'
import type { KnownTable } from './known-tables.ts'

/**
 * Adds the rows that a snapshot of the same version still has to the tables with holes.
 *
 * @returns how many messages came from it
 */
export function fillFromSnapshot(
  database: BetterSqlite3.Database,
  tables: readonly KnownTable[],
  lossy: ReadonlySet<string>,
  snapshotFile: string,
): number {
  database.prepare('attach ? as snapshot').run(snapshotFile)
  try {
    let messages = 0
    takeNewerState(database, lossy)
    for (const { columns, hasRowid, name } of tables) {
      if (!lossy.has(name)) continue
      const names = columns.map((column) => `"${column.name}"`).join(', ')
      const copy = (columnNames: string) =>
        database
          .prepare(
            `insert or ignore into main."${name}" (${columnNames})
             select ${columnNames} from snapshot."${name}"`,
          )
          .run().changes
      // A row keeps its number where that is free.
      const isAlias = columns.some(({ pk, type }) => pk === 1 && type.toUpperCase() === 'INTEGER')
      const numbered = hasRowid && !isAlias ? copy(`rowid, ${names}`) : 0
      const added = numbered + copy(names)
      if (name === 'messages') messages = added
    }
    return messages
  } finally {
    database.exec('detach snapshot')
  }
}

/** Where the snapshot knows how a reply ended or where a conversation went on, it is believed. */
function takeNewerState(database: BetterSqlite3.Database, lossy: ReadonlySet<string>): void {
  if (lossy.has('messages'))
    database.exec(`
      delete from main.messages where status = 'running' and id in (
        select id from snapshot.messages where status <> 'running'
      )`)
  if (lossy.has('chats'))
    database.exec(`
      delete from main.chats where id in (
        select newer.id from snapshot.chats as newer
        join main.chats as older on older.id = newer.id and newer.activity > older.activity
      )`)
}
