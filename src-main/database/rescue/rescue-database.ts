import { cpSync } from 'node:fs'
import BetterSqlite3 from 'better-sqlite3'
import { removeDraft } from '../copy-database.ts'
import { latestVersion, migrate } from '../migrate.ts'
import { settleFile } from '../sync-file.ts'
import { fillFromSnapshot } from './fill-from-snapshot.ts'
import { type KnownTable, listKnownTables, readRoots } from './known-tables.ts'
import { hasSoundParts, mendMessage } from './mend-message.ts'
import type { StoredRow } from './read-page-rows.ts'
import { openPages, type Pages } from './read-pages.ts'
import { repairLinks } from './repair-links.ts'
import { type Salvage, salvageRows } from './salvage-rows.ts'
import { suspendSearch } from './suspend-search.ts'

export interface RescueInput {
  /** The damaged database; it is only read. */
  file: string
  /** Where the new one goes, complete and synced, once everything is in it. */
  target: string
  /** The newest sound snapshot, if there is one. */
  snapshot: string | null
  /** Take everything the snapshot has, also where nothing is unreadable. */
  fillAll?: boolean
  migrationsFolder: string
}

/** What a rescue came to, in numbers for the user. */
export interface RescueFacts {
  chats: number
  messages: number
  /** Messages of these that came from the snapshot. */
  fromSnapshot: number
  /** Messages that are missing for certain, by the gaps they leave; there may be more. */
  missing: number
  /** When the newest message was written. */
  newestAt: number | null
  /** Names of conversations with gaps. */
  affected: string[]
}

const MOST_AFFECTED = 100

/**
 * Makes a new database of everything that can still be read of a damaged one, page by page, and of
 * what the newest snapshot adds to that.
 */
export function rescueDatabase({
  file,
  fillAll = false,
  migrationsFolder,
  snapshot,
  target,
}: RescueInput): RescueFacts {
  const draft = `${target}.draft`
  const clear = () => [draft, `${draft}-snapshot`].forEach(removeDraft)
  clear()
  const pages = openPages(file)
  const database = new BetterSqlite3(draft)
  try {
    database.pragma('journal_mode = MEMORY')
    database.pragma('synchronous = OFF')
    database.pragma('foreign_keys = OFF')
    const version = versionOf(pages, snapshot, latestVersion(migrationsFolder))
    migrate(database, migrationsFolder, version)
    const resumeSearch = suspendSearch(database)
    const facts = database.transaction(() => {
      const tables = listKnownTables(database).map(withSoundMessages)
      const salvage = salvageFrom(pages, tables, snapshot)
      if (fillAll) for (const { name } of tables) salvage.lossy.add(name)
      return { tables, salvage }
    })()
    const fromSnapshot = snapshot
      ? fill(database, facts, { snapshot, copy: `${draft}-snapshot`, migrationsFolder, version })
      : 0
    const { lossy } = facts.salvage
    const spokenOf = database.transaction(() => {
      insertMended(facts)
      const missing = findMissing(database)
      repairLinks(database, lossy)
      resumeSearch()
      return missing
    })()
    const result = { ...count(database, spokenOf), fromSnapshot }
    database.pragma('journal_mode = DELETE')
    database.close()
    settleFile(draft, target)
    return result
  } finally {
    database.close()
    pages.close()
    clear()
  }
}

type Found = { tables: KnownTable[]; salvage: Salvage }

/** Roots as page 1 names them; where it does not, as the snapshot does, whose pages are the same. */
function salvageFrom(pages: Pages, tables: KnownTable[], snapshot: string | null): Salvage {
  const seen = new Set<number>()
  const roots = snapshot ? rootsOf(snapshot) : new Map<string, number>()
  for (const [name, root] of readRoots(pages, seen)) roots.set(name, root)
  return salvageRows(pages, tables, roots, seen)
}

function rootsOf(snapshot: string): Map<string, number> {
  const reader = new BetterSqlite3(snapshot, { readonly: true })
  try {
    const rows = reader.prepare('select name, rootpage from sqlite_schema where rootpage > 0').all()
    return new Map(
      (rows as { name: string; rootpage: number }[]).map(({ name, rootpage }) => [name, rootpage]),
    )
  } finally {
    reader.close()
  }
}

function versionOf(pages: Pages, snapshot: string | null, latest: number): number {
  const header = pages.read(1)
  const written =
    header?.toString('latin1', 0, 15) === 'SQLite format 3' ? header.readUInt32BE(60) : 0
  if (written >= 1 && written <= latest) return written
  if (!snapshot) return latest
  const reader = new BetterSqlite3(snapshot, { readonly: true })
  try {
    return Math.min(reader.pragma('user_version', { simple: true }) as number, latest)
  } finally {
    reader.close()
  }
}

/** The snapshot is filled in at the version of the new database, from a copy that was brought there. */
function fill(
  database: BetterSqlite3.Database,
  { salvage, tables }: Found,
  options: { snapshot: string; copy: string; migrationsFolder: string; version: number },
): number {
  if (salvage.lossy.size === 0) return 0
  const { copy, migrationsFolder, snapshot, version } = options
  cpSync(snapshot, copy)
  const older = new BetterSqlite3(copy)
  try {
    older.pragma('foreign_keys = OFF')
    migrate(older, migrationsFolder, version)
    if ((older.pragma('user_version', { simple: true }) as number) !== version) return 0
  } finally {
    older.close()
  }
  return fillFromSnapshot(database, tables, salvage.lossy, copy)
}

const withSoundMessages = (table: KnownTable): KnownTable =>
  table.name === 'messages'
    ? {
        ...table,
        insert(row: StoredRow) {
          if (!hasSoundParts(table, row)) throw new Error('damaged contents')
          table.insert(row)
        },
      }
    : table

function insertMended({ salvage, tables }: Found): void {
  const messages = tables.find(({ name }) => name === 'messages')
  if (!messages) return
  for (const row of salvage.broken.get('messages') ?? []) {
    const mended = mendMessage(messages, row)
    try {
      if (messages.fits(mended.values)) messages.insert(mended)
    } catch {
      // It stays missing, and is counted so.
    }
  }
}

/** What is missing for certain: ids that are spoken of and not there. Before links are repaired. */
function findMissing(database: BetterSqlite3.Database) {
  return database
    .prepare(
      `select chat_id, id from (
         select id as chat_id, active_leaf_id as id from chats where active_leaf_id is not null
         union select chat_id, parent_id from messages where parent_id is not null
         union select null, message_id from message_texts
       ) where id not in (select id from messages)`,
    )
    .all() as { chat_id: string | null; id: string }[]
}

function count(database: BetterSqlite3.Database, spokenOf: ReturnType<typeof findMissing>) {
  const number = (sql: string) => database.prepare(sql).pluck().get() as number
  const gaps = database
    .prepare(
      `select chat_id, max(sequence) - count(*) as missing from messages
       group by chat_id having missing > 0`,
    )
    .all() as { chat_id: string; missing: number }[]
  const torn = new Set([...gaps, ...spokenOf].map(({ chat_id }) => chat_id))
  const titles = database
    .prepare('select id, title from chats where deleted_at is null order by activity desc')
    .all() as { id: string; title: string }[]
  const known = new Set(spokenOf.map(({ id }) => id)).size
  return {
    chats: titles.length,
    messages: number('select count(*) from messages'),
    newestAt: number('select max(created_at) from messages') as number | null,
    missing: Math.max(
      known,
      gaps.reduce((sum, { missing }) => sum + missing, 0),
    ),
    affected: titles
      .filter(({ id }) => torn.has(id))
      .slice(0, MOST_AFFECTED)
      .map(({ title }) => title),
  }
}
