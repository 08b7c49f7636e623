import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import type { Storage } from '../contract/history.ts'
import { toFailure } from '../platform/carat-error.ts'
import { log } from '../platform/log.ts'
import { type Fault, findFault } from './find-fault.ts'
import { keepSnapshot } from './keep-snapshot.ts'
import { markClosed, markOpen } from './lost-log.ts'
import { latestVersion } from './migrate.ts'
import {
  DATABASE_FILE,
  type Database,
  type DatabaseLocation,
  openDatabase,
} from './open-database.ts'
import { openInMemory } from './open-in-memory.ts'
import { probeFolder } from './probe-folder.ts'
import { rescueDatabase } from './rescue/rescue-database.ts'
import { restoreSnapshot } from './restore-snapshot.ts'
import { asidePath, finishPlacing, placeRescued, salvagedPath } from './set-aside.ts'
import {
  listSnapshotFiles,
  prepareSnapshots,
  removeOldSnapshots,
  snapshotName,
} from './snapshot-files.ts'
import {
  readReport,
  readRequest,
  type StartRequest,
  writeReport,
  writeRequest,
} from './start-files.ts'
import { quickFault } from './verify-database.ts'

/** The database of a profile, ready for use, and whether it is more than a copy in memory. */
export interface Profile {
  database: Database
  storage: Storage
  /** Closes it in order. */
  close(): void
}

/**
 * Opens the database of a profile whatever happened to it: rescues a damaged one, goes back to a
 * snapshot that was asked for, keeps a snapshot before a migration. What was done to the data is
 * left as a report for the window.
 *
 * @throws CaratError `DATABASE_NEWER` (bytes untouched), `DATABASE_UNREADABLE`, `DISK_FULL`
 */
export async function openProfile(location: DatabaseLocation): Promise<Profile> {
  const { dataFolder, migrationsFolder } = location
  const file = join(dataFolder, DATABASE_FILE)
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 })
  const storage = probeFolder(dataFolder)
  if (storage !== 'ok') {
    const database = openInMemory(file, migrationsFolder)
    return { database, storage, close: () => void database.close() }
  }
  prepareSnapshots(dataFolder)
  const told = readReport(dataFolder)
  finishPlacing(file, told?.kind === 'rescued' ? told.aside : undefined)
  const request = readRequest(dataFolder)
  const fault = findFault({ file, ...location }, request?.kind === 'rescue')
  if (fault) rescue(location, file, fault)
  await fulfil(location, file, request)
  try {
    await keepBeforeMigration(location, file)
  } catch (error) {
    const { code, data } = toFailure(error)
    if (code !== 'DATABASE_DAMAGED') throw error
    const { detail } = data as { detail: string }
    rescue(location, file, { cause: 'damaged', detail })
  }
  const database = openDatabase(location)
  markOpen(file)
  return {
    database,
    storage,
    close() {
      markClosed(file)
      database.close()
    },
  }
}

function rescue(
  { dataFolder, migrationsFolder }: DatabaseLocation,
  file: string,
  fault: Fault,
): void {
  log.warn(fault, 'the database is damaged and is being rescued')
  const snapshot = newestSoundSnapshot(dataFolder)
  const facts = rescueDatabase({
    file,
    target: salvagedPath(file),
    snapshot: snapshot?.path ?? null,
    // Of changes whose log is gone nothing in the database tells.
    fillAll: fault.cause === 'log-lost',
    migrationsFolder,
  })
  const snapshotAt = facts.fromSnapshot > 0 ? (snapshot?.createdAt ?? null) : null
  const aside = asidePath(file, new Date())
  // First, so that a kill between these steps does not take the news away.
  writeReport(dataFolder, {
    kind: 'rescued',
    ...fault,
    ...facts,
    aside,
    snapshotAt,
  })
  placeRescued(file, aside)
}

function newestSoundSnapshot(dataFolder: string) {
  return listSnapshotFiles(dataFolder).find(({ path }) => {
    try {
      return withReader(path, quickFault) === null
    } catch {
      return false
    }
  })
}

/** Does what the last run wished for; a wish that cannot be fulfilled is told, and changes nothing. */
async function fulfil(
  { dataFolder, migrationsFolder }: DatabaseLocation,
  file: string,
  request: StartRequest | null,
): Promise<void> {
  if (request?.kind === 'restore') {
    const { id, undoId = snapshotName(new Date(), 'restore') } = request
    const snapshotAt = listSnapshotFiles(dataFolder).find((one) => one.id === id)?.createdAt ?? 0
    try {
      // However often it is cut off, what was there before is kept once, and the way back is to it.
      writeRequest(dataFolder, { kind: 'restore', id, undoId })
      const restored = await restoreSnapshot({ dataFolder, file, id, migrationsFolder, undoId })
      writeReport(dataFolder, { kind: 'restored', ...restored })
    } catch (error) {
      writeReport(dataFolder, { kind: 'not-restored', snapshotAt, failure: toFailure(error) })
    }
  }
  if (!request) return
  writeRequest(dataFolder, null)
  // Not before: the one that was wished for may be the next to go.
  removeOldSnapshots(dataFolder)
}

async function keepBeforeMigration(location: DatabaseLocation, file: string): Promise<void> {
  if (!existsSync(file)) return
  const latest = latestVersion(location.migrationsFolder)
  const isOutdated = withReader(file, (database) => {
    const version = database.pragma('user_version', { simple: true }) as number
    if (version === 0 || version >= latest) return false
    return database.prepare('select 1 from chats limit 1').get() !== undefined
  })
  if (isOutdated) await keepSnapshot(location.dataFolder, file, 'migration')
}

function withReader<Result>(
  file: string,
  work: (database: BetterSqlite3.Database) => Result,
): Result {
  const database = new BetterSqlite3(file, { readonly: true })
  try {
    return work(database)
  } finally {
    database.close()
  }
}
