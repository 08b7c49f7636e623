import { existsSync } from 'node:fs'
import BetterSqlite3 from 'better-sqlite3'
import type { Database } from './open-database.ts'
import { migrate } from './migrate.ts'
import { openPages } from './rescue/read-pages.ts'

/**
 * Opens a copy of the database in memory, for a folder in which SQLite could not even make the
 * files it needs for reading. What is changed in it is gone with the process.
 *
 * @throws CaratError `DATABASE_NEWER`
 */
export function openInMemory(file: string, migrationsFolder: string): Database {
  const database = existsSync(file)
    ? new BetterSqlite3(readAll(file))
    : new BetterSqlite3(':memory:')
  try {
    database.pragma('foreign_keys = ON')
    migrate(database, migrationsFolder)
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

function readAll(file: string): Buffer {
  const pages = openPages(file)
  try {
    const all = Buffer.alloc(pages.count * pages.pageSize)
    for (let number = 1; number <= pages.count; number += 1)
      pages.read(number)?.copy(all, (number - 1) * pages.pageSize)
    // In memory there is no log: both versions of the format say so with a 1.
    if (all.length > 20) all.fill(1, 18, 20)
    return all
  } finally {
    pages.close()
  }
}
