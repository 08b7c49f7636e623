import { existsSync, statSync } from 'node:fs'
import BetterSqlite3 from 'better-sqlite3'
import type { DataReport } from '../contract/history.ts'
import { CaratError } from '../platform/carat-error.ts'
import { log } from '../platform/log.ts'
import { isDatabaseFile, isLogLost, markLogLost, wasLeftOpen } from './lost-log.ts'
import { refuseNewer } from './open-database.ts'
import { setAside } from './set-aside.ts'
import { listSnapshotFiles } from './snapshot-files.ts'
import { quickFault, rebuildSearch, verifyDatabase } from './verify-database.ts'

type Cause = Extract<DataReport, { kind: 'rescued' }>['cause']

export interface Fault {
  cause: Cause
  /** The first thing that was wrong. */
  detail: string
}

/** A database up to this size is looked through at every start: a tenth of a second. */
const SMALL_BYTES = 32 * 2 ** 20

/**
 * What is wrong with the database that is about to be opened, or null. A large one is looked
 * through when the last run did not end in order; besides, every daily snapshot looks at everything.
 *
 * @param thorough because damage was found: looks at everything, and mends search indexes
 * @throws CaratError `DATABASE_NEWER`, before anything is written
 */
export function findFault(
  options: { file: string; dataFolder: string; migrationsFolder: string },
  thorough: boolean,
): Fault | null {
  const { dataFolder, file, migrationsFolder } = options
  const walFile = `${file}-wal`
  if (!existsSync(file)) {
    // Without its database a log says nothing, and SQLite would believe it of a new one.
    if (existsSync(walFile)) setAside(file)
    return null
  }
  if (existsSync(`${file}-journal`)) takeBack(file)
  const { size } = statSync(file)
  if (size === 0) {
    const isNew = !wasLeftOpen(file) && listSnapshotFiles(dataFolder).length === 0
    return isNew ? null : { cause: 'empty', detail: '0 bytes' }
  }
  if (!isDatabaseFile(file)) return { cause: 'not-a-database', detail: 'unknown header' }
  // Before anything opens the database, which makes a new log.
  const [isLost, isUnclean] = [isLogLost(file), wasLeftOpen(file)]
  if (isLost) markLogLost(file)
  try {
    refuseNewer(file, migrationsFolder)
    if (isLost) return { cause: 'log-lost', detail: `${walFile} is missing or cut short` }
    if (thorough) return mendOrName(file)
    if (size > SMALL_BYTES && !isUnclean) return null
    return withDatabase(file, true, (database) => toFault(quickFault(database)))
  } catch (error) {
    if (error instanceof CaratError) throw error
    const { code = '', message } = error as { code?: string; message: string }
    if (/^SQLITE_(CORRUPT|NOTADB)/.test(code)) return { cause: 'damaged', detail: message }
    throw error
  }
}

/**
 * Takes back what a kill cut off before the database had a log: while it is made, or on its first
 * start after a rescue or a snapshot. Whoever only reads could not open it.
 */
function takeBack(file: string): void {
  try {
    withDatabase(file, false, (database) => database.pragma('schema_version'))
  } catch (error) {
    // What is wrong with it is found below.
    log.warn({ error }, 'a journal could not be taken back')
  }
}

const toFault = (detail: string | null): Fault | null =>
  detail === null ? null : { cause: 'damaged', detail }

function mendOrName(file: string): Fault | null {
  return withDatabase(file, false, (database) => {
    const { damage, search } = verifyDatabase(database)
    if (damage.length === 0 && search.length > 0) rebuildSearch(database)
    return toFault(damage[0] ?? null)
  })
}

function withDatabase<Result>(
  file: string,
  readonly: boolean,
  work: (database: BetterSqlite3.Database) => Result,
): Result {
  const database = new BetterSqlite3(file, { readonly })
  try {
    return work(database)
  } finally {
    database.close()
  }
}
