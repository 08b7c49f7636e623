import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import { CaratError } from '../platform/carat-error.ts'
import { latestVersion, migrate } from './migrate.ts'

/** A name of our own, so that types which hold one can be declared in any file. */
export interface Database extends BetterSqlite3.Database {}

/** Where the database lies and which migrations bring it up to date; both absolute folders. */
export interface DatabaseLocation {
  dataFolder: string
  migrationsFolder: string
}

/** File name of the database inside the data folder. */
export const DATABASE_FILE = 'carat.db'

/**
 * Opens the one database of a profile, for its one writer. WAL with `synchronous=FULL`: what was
 * acknowledged survives a power cut.
 *
 * @throws CaratError `DATABASE_NEWER` (bytes untouched) or `DATABASE_UNREADABLE`.
 */
export function openDatabase({ dataFolder, migrationsFolder }: DatabaseLocation): Database {
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 })
  const file = join(dataFolder, DATABASE_FILE)
  try {
    if (existsSync(file)) refuseNewer(file, migrationsFolder)
    return openAndMigrate(file, migrationsFolder)
  } catch (error) {
    if (error instanceof CaratError) throw error
    throw new CaratError('DATABASE_UNREADABLE', { detail: String(error) }, { cause: error })
  }
}

function openAndMigrate(file: string, migrationsFolder: string): Database {
  const database = new BetterSqlite3(file)
  try {
    database.pragma('journal_mode = WAL')
    database.pragma('synchronous = FULL')
    database.pragma('foreign_keys = ON')
    database.pragma('busy_timeout = 5000')
    migrate(database, migrationsFolder)
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

/** A read-only look first: opening for writing would already change a newer database's WAL. */
export function refuseNewer(file: string, migrationsFolder: string): void {
  const reader = new BetterSqlite3(file, { readonly: true })
  try {
    const found = reader.pragma('user_version', { simple: true }) as number
    const supported = latestVersion(migrationsFolder)
    if (found > supported) throw new CaratError('DATABASE_NEWER', { found, supported })
  } finally {
    reader.close()
  }
}
