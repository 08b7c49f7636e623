import { constants, copyFileSync, existsSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import { CaratError } from '../platform/carat-error.ts'
import { copyDatabase, removeDraft } from './copy-database.ts'
import { latestVersion, migrate } from './migrate.ts'
import { makeSnapshot } from './keep-snapshot.ts'
import { listSnapshotFiles, snapshotsFolder } from './snapshot-files.ts'
import { syncNames } from './sync-file.ts'

/** What belongs to this computer or this moment and not to the conversations: it stays as it is. */
const LOCAL_TABLES = [
  'settings',
  'hidden_starters',
  'drafts',
  'draft_attachments',
  'model_roots',
  'models',
  'model_files',
  'inspected_files',
  'model_moves',
  'model_measures',
  'downloads',
  'downloaded_contents',
  'load_observations',
  'speed_observations',
]

/**
 * Puts a snapshot in the place of a database that is closed and sound. What is there now becomes a
 * snapshot first; until the last step, a rename, nothing has changed. One that was cut off is begun
 * anew and finds what it had kept; no snapshot goes before it is done, least of all the chosen one.
 *
 * @param options.undoId name for the snapshot of what is there now, the same each time
 * @returns when the snapshot was made, and the name of the one that leads back
 * @throws CaratError, with everything as it was
 */
export async function restoreSnapshot(options: {
  file: string
  dataFolder: string
  migrationsFolder: string
  id: string
  undoId: string
}): Promise<{ snapshotAt: number; undoId: string | null }> {
  const { dataFolder, file, id, migrationsFolder, undoId } = options
  const restored = `${file}.restored`
  const draft = `${restored}.draft`
  const present = `${restored}-present`
  // The journal of one that was cut off would be rolled back into the next one.
  for (const left of [draft, restored, present]) removeDraft(left)
  const chosen = listSnapshotFiles(dataFolder).find((snapshot) => snapshot.id === id)
  if (!chosen) throw new CaratError('SNAPSHOT_NOT_FOUND', { id })
  /** What was kept now, as long as it is of no use: what is there has not been replaced. */
  let needless: string | null = null
  try {
    await copyDatabase({ source: chosen.path, draft, target: restored })
    const before = existsSync(file) ? join(snapshotsFolder(dataFolder), undoId) : null
    if (before && !existsSync(before)) {
      await makeSnapshot(dataFolder, file, undoId)
      needless = before
    }
    prepare(restored, before && broughtOn(before, present, migrationsFolder), migrationsFolder)
    emptyLog(file)
    renameSync(restored, file)
    needless = null
    syncNames(dirname(file))
    return { snapshotAt: chosen.createdAt, undoId: before && undoId }
  } finally {
    removeDraft(restored)
    removeDraft(present)
    // One more of its kind could push out the very snapshot that was wished for.
    if (needless) rmSync(needless, { force: true })
  }
}

/**
 * What is there now at the newest version. When an earlier Carat left it, whose tables were others,
 * that is a copy: what was kept stays as that Carat can read it.
 */
function broughtOn(kept: string, copy: string, migrationsFolder: string): string {
  if (versionOf(kept) === latestVersion(migrationsFolder)) return kept
  copyFileSync(kept, copy, constants.COPYFILE_FICLONE)
  const database = new BetterSqlite3(copy)
  try {
    // It is of use to this start only.
    database.pragma('journal_mode = MEMORY')
    database.pragma('synchronous = OFF')
    migrate(database, migrationsFolder)
    return copy
  } finally {
    database.close()
  }
}

function versionOf(file: string): number {
  const database = new BetterSqlite3(file, { readonly: true })
  try {
    return database.pragma('user_version', { simple: true }) as number
  } finally {
    database.close()
  }
}

/** Brings the restored one on, and puts into it what stays as it is now. */
function prepare(file: string, present: string | null, migrationsFolder: string): void {
  const database = new BetterSqlite3(file)
  try {
    migrate(database, migrationsFolder)
    if (present === null) return
    database.pragma('foreign_keys = OFF')
    database.prepare('attach ? as present').run(present)
    database.transaction(() => {
      for (const table of LOCAL_TABLES) {
        database.exec(`delete from main."${table}"`)
        database.exec(`insert into main."${table}" select * from present."${table}"`)
      }
      // What the user asks with is not what was said: it stays too, and what only the snapshot has of it
      // comes after it, since conversations may name it.
      database.exec(`update main.presets set position = position + 1 +
        (select coalesce(max(position), 0) from present.presets)`)
      database.exec('insert or replace into main.presets select * from present.presets')
      // Drafts stay, and so do the pictures that are in them.
      database.exec(`insert or ignore into main.attachments select * from present.attachments
        where id in (select attachment_id from main.draft_attachments)`)
    })()
  } finally {
    database.close()
  }
}

/** A log must not lie beside a database it does not belong to. */
function emptyLog(file: string): void {
  if (!existsSync(file)) return
  const database = new BetterSqlite3(file)
  try {
    database.pragma('wal_checkpoint(TRUNCATE)')
  } finally {
    database.close()
  }
  if (existsSync(`${file}-wal`))
    throw new CaratError('DATABASE_UNREADABLE', { detail: `${file}-wal is in use` })
}
