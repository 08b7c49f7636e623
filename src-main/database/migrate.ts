import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type BetterSqlite3 from 'better-sqlite3'
import { CaratError } from '../platform/carat-error.ts'
import { addSearchTokens } from './search-tokens.ts'

/** Version a database has when every migration in the folder has run. */
export const latestVersion = (folder: string) => listMigrations(folder).length

/**
 * Brings a database to the newest version, each numbered file in a transaction of its own, so that
 * a crash leaves it at one version or the next.
 *
 * @param upTo goes no further than this version
 * @throws CaratError `DATABASE_NEWER` before anything is written, if a newer Carat made it.
 */
export function migrate(
  database: BetterSqlite3.Database,
  folder: string,
  upTo = Number.POSITIVE_INFINITY,
): void {
  // Triggers that migrations make call it, and so does whatever writes messages afterwards.
  addSearchTokens(database)
  const migrations = listMigrations(folder)
  const found = database.pragma('user_version', { simple: true }) as number
  if (found > migrations.length)
    throw new CaratError('DATABASE_NEWER', { found, supported: migrations.length })
  for (const [index, file] of migrations.entries()) {
    if (index < found || index >= upTo) continue
    const sql = readFileSync(join(folder, file), 'utf8')
    database.transaction(() => {
      database.exec(sql)
      database.pragma(`user_version = ${index + 1}`)
    })()
  }
}

function listMigrations(folder: string): string[] {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .toSorted()
  for (const [index, file] of files.entries())
    if (Number.parseInt(file, 10) !== index + 1)
      throw new Error(`Migrations must be numbered without gaps; found ${file} at ${index + 1}`)
  return files
}
