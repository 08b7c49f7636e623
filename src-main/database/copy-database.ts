import {
  closeSync,
  existsSync,
  fdatasyncSync,
  openSync,
  rmSync,
  statfsSync,
  statSync,
} from 'node:fs'
import { dirname } from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import { CaratError } from '../platform/carat-error.ts'
import { settleFile } from './sync-file.ts'
import { verifyDatabase } from './verify-database.ts'

/** Pages copied at a time, and brought to the disk before the next: 2 MB. */
const PAGES_AT_ONCE = 512
/** Room that stays free beside a copy. */
const RESERVE_BYTES = 64 * 2 ** 20

export interface CopyOptions {
  /** The database, which may be in use: the copy is of one moment of it. */
  source: string
  /** Where it is written first, on the same disk. */
  draft: string
  /** Its name once it was verified and is on disk for good. */
  target: string
  /** Hears how much is copied, 0 to 1. */
  onProgress?(fraction: number): void
}

/**
 * Copies a database and looks at everything in the copy before it gets its name.
 *
 * @throws CaratError `DATABASE_DAMAGED` when the copy is not sound, `DISK_FULL` when there is too
 * little room for it; nothing is left behind then.
 */
export async function copyDatabase(options: CopyOptions): Promise<void> {
  const { draft, source, target } = options
  requireRoom(source, dirname(draft))
  removeDraft(draft)
  try {
    await copyPages(options)
    verifyCopy(draft)
    settleFile(draft, target)
  } catch (error) {
    removeDraft(draft)
    const { code = '', message } = error as { code?: string; message: string }
    if (!/^SQLITE_(CORRUPT|NOTADB)/.test(code)) throw error
    throw new CaratError('DATABASE_DAMAGED', { detail: message }, { cause: error })
  }
}

/** Removes a database that was being made, with everything SQLite keeps beside it. */
export function removeDraft(draft: string): void {
  for (const ending of ['', '-journal', '-wal', '-shm']) rmSync(draft + ending, { force: true })
}

async function copyPages({ draft, onProgress, source }: CopyOptions): Promise<void> {
  const database = new BetterSqlite3(source, { readonly: true })
  const disk = createSyncer(draft)
  try {
    // Held while pages are copied, so that what is written meanwhile does not begin it anew.
    database.exec('begin')
    database.prepare('select count(*) from sqlite_schema').get()
    await database.backup(draft, {
      progress({ remainingPages, totalPages }) {
        disk.sync()
        if (totalPages > 0) onProgress?.(1 - remainingPages / totalPages)
        return PAGES_AT_ONCE
      },
    })
  } finally {
    disk.close()
    database.close()
  }
}

/**
 * Brings a growing file to the disk bit by bit. Left to the end, hundreds of megabytes would go at
 * once, and every commit of a message would have to wait behind them.
 */
function createSyncer(file: string) {
  let handle: number | null = null
  return {
    sync() {
      if (handle === null && existsSync(file)) handle = openSync(file, 'r+')
      if (handle !== null) fdatasyncSync(handle)
    },
    close() {
      if (handle !== null) closeSync(handle)
    },
  }
}

/** A snapshot is one file: without a log beside it that could be lost. */
function verifyCopy(file: string): void {
  const database = new BetterSqlite3(file)
  try {
    database.pragma('journal_mode = DELETE')
    const { damage, search } = verifyDatabase(database)
    const [first] = [...damage, ...search.map((name) => `search index ${name}`)]
    if (first !== undefined) throw new CaratError('DATABASE_DAMAGED', { detail: first })
  } finally {
    database.close()
  }
}

function requireRoom(source: string, folder: string): void {
  const sizes = [source, `${source}-wal`].map(
    (file) => statSync(file, { throwIfNoEntry: false })?.size ?? 0,
  )
  const needed = sizes.reduce((sum, size) => sum + size, 0) + RESERVE_BYTES
  const { bavail, bsize } = statfsSync(folder)
  if (bavail * bsize < needed) throw new CaratError('DISK_FULL', {})
}
