import { copyFileSync, existsSync, rmSync } from 'node:fs'
import BetterSqlite3 from 'better-sqlite3'
import { verifyDatabase } from '../../../src-main/database/verify-database.ts'

/** The database as the kill left it, log included, so that looking does not tidy it up. */
export function copyAsIs(file: string, copy: string): string {
  for (const ending of ['', '-wal', '-shm']) {
    rmSync(copy + ending, { force: true })
    if (existsSync(file + ending)) copyFileSync(file + ending, copy + ending)
  }
  return copy
}

/** Opens a database in which everything is as it should be. @throws with what is not */
export function openSound(file: string): BetterSqlite3.Database {
  const database = new BetterSqlite3(file)
  const { damage, search } = verifyDatabase(database)
  const faults = [...damage, ...search.map((name) => `search index ${name}`)]
  if (faults.length === 0) return database
  database.close()
  throw new Error(faults.join(', '))
}
