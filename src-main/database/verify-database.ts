import type BetterSqlite3 from 'better-sqlite3'
import { addSearchTokens } from './search-tokens.ts'

/** What is wrong with a database; empty lists for a sound one. */
export interface Faults {
  /** Pages, indexes, links between rows, or contents that are not what Carat writes. */
  damage: string[]
  /** Search indexes that do not fit what they index; they can be made anew. */
  search: string[]
}

const MOST_NAMED = 20

/** Looks at everything: pages, indexes, links between rows, message contents and search indexes. */
export function verifyDatabase(database: BetterSqlite3.Database): Faults {
  const found = database.pragma(`integrity_check(${MOST_NAMED})`) as { integrity_check: string }[]
  const damage = found.map((row) => row.integrity_check).filter((words) => words !== 'ok')
  if (damage.length > 0) return { damage, search: [] }
  const dangling = database.pragma('foreign_key_check') as { table: string }[]
  if (dangling.length > 0)
    damage.push(`${dangling.length} rows of ${dangling[0]?.table} hang loose`)
  const unreadable = countUnreadable(database)
  if (unreadable > 0) damage.push(`${unreadable} messages cannot be read`)
  return { damage, search: searchTables(database).filter((name) => !isIndexSound(database, name)) }
}

/** A quick look at the pages alone: the first thing that is wrong, or null. */
export function quickFault(database: BetterSqlite3.Database): string | null {
  const words = database.pragma('quick_check(1)', { simple: true }) as string
  return words === 'ok' ? null : words
}

/** Makes the search index anew from what it indexes; up to version 8 SQLite knew that by itself. */
export function rebuildSearch(database: BetterSqlite3.Database): void {
  addSearchTokens(database)
  for (const name of searchTables(database)) {
    const tell = database.prepare(`insert into "${name}" ("${name}") values (?)`)
    if (!hasMessageIndex(database)) tell.run('rebuild')
    else {
      tell.run('delete-all')
      database.exec(`insert into "${name}" (rowid, tokens) select id, tokens from message_index`)
    }
  }
}

const hasMessageIndex = (database: BetterSqlite3.Database) =>
  database.prepare(`select 1 from sqlite_schema where name = 'message_index'`).get() !== undefined

function countUnreadable(database: BetterSqlite3.Database): number {
  const has = database.prepare(`select 1 from sqlite_schema where name = 'messages'`).get()
  if (!has) return 0
  return database
    .prepare('select count(*) from messages where not json_valid(parts)')
    .pluck()
    .get() as number
}

const searchTables = (database: BetterSqlite3.Database) =>
  database
    .prepare(
      `select name from sqlite_schema where type = 'table' and sql like '%virtual table%fts5%'`,
    )
    .pluck()
    .all() as string[]

function isIndexSound(database: BetterSqlite3.Database, name: string): boolean {
  try {
    database.prepare(`insert into "${name}" ("${name}", rank) values ('integrity-check', 1)`).run()
    return true
  } catch (error) {
    if ((error as { code?: string }).code?.startsWith('SQLITE_CORRUPT')) return false
    throw error
  }
}
