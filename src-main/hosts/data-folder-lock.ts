import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { processStart } from './process-start.ts'

/** Who holds a data folder; `url` is where its window is, once that is known. */
export interface LockHolder {
  pid: number
  startedAt: string
  url: string | null
}

export interface DataFolderLock {
  /** Writes down where this Carat answers, for the words a second one says. */
  announce(url: string): void
  /** Gives the folder free; safe to call twice. */
  release(): void
}

/** File in the data folder that names the process using it. */
export const LOCK_FILE = 'carat.lock'

/**
 * Takes a data folder for this process: the database has one writer. A lock whose process is gone
 * (killed, or its id used again by another) is taken over.
 *
 * @returns the lock, or `heldBy` with the process that runs.
 */
export function lockDataFolder(
  folder: string,
): { lock: DataFolderLock; heldBy: null } | { lock: null; heldBy: LockHolder } {
  const file = join(folder, LOCK_FILE)
  const own: LockHolder = {
    pid: process.pid,
    startedAt: processStart(process.pid) ?? '',
    url: null,
  }
  for (;;) {
    const written = tryToWrite(file, own)
    if (written === true) return { lock: heldLock(file, own), heldBy: null }
    const holder = readHolder(file)
    if (holder && isRunning(holder)) return { lock: null, heldBy: holder }
    if (written === 'impossible') return { lock: noLock, heldBy: null }
    removeStale(file, holder)
  }
}

/** Where nothing can be written there is no writer to keep out, and the folder is only read. */
const noLock: DataFolderLock = { announce: () => {}, release: () => {} }

/** `impossible` on a disk that is full or a folder that is read-only. */
function tryToWrite(file: string, own: LockHolder): boolean | 'impossible' {
  try {
    return writeIfAbsent(file, own)
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException
    if (['EROFS', 'EACCES', 'EPERM', 'ENOSPC', 'EDQUOT'].includes(code)) return 'impossible'
    throw error
  }
}

function heldLock(file: string, own: LockHolder): DataFolderLock {
  let held = true
  return {
    announce(url) {
      const next = `${file}.${process.pid}`
      try {
        writeFileSync(next, JSON.stringify({ ...own, url }), { mode: 0o600 })
        renameSync(next, file)
      } catch {
        // On a disk that has just filled up a second Carat is told of the process alone.
        rmSync(next, { force: true })
      }
    },
    release() {
      if (held) removeQuietly(file)
      held = false
    },
  }
}

/** Appears with its content in one step, so that nobody reads a half-written lock. */
function writeIfAbsent(file: string, holder: LockHolder): boolean {
  const draft = `${file}.${process.pid}`
  const content = JSON.stringify(holder)
  writeFileSync(draft, content, { mode: 0o600 })
  try {
    linkSync(draft, file)
    return true
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EEXIST') return false
    // File systems of memory sticks have no links.
    return writeExclusively(file, content)
  } finally {
    removeQuietly(draft)
  }
}

function removeQuietly(file: string): void {
  try {
    rmSync(file, { force: true })
  } catch {
    // In a read-only folder it was never there.
  }
}

function writeExclusively(file: string, content: string): boolean {
  try {
    writeFileSync(file, content, { flag: 'wx', mode: 0o600 })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

function readHolder(file: string): LockHolder | null {
  try {
    const { pid, startedAt, url } = JSON.parse(readFileSync(file, 'utf8')) as Partial<LockHolder>
    if (!Number.isInteger(pid) || (pid ?? 0) <= 0) return null
    return { pid: pid!, startedAt: startedAt ?? '', url: url ?? null }
  } catch {
    return null
  }
}

function isRunning({ pid, startedAt }: LockHolder): boolean {
  const start = processStart(pid)
  if (start === null) return false
  return start === '' || startedAt === '' || start === startedAt
}

/**
 * Takes a stale lock away. Two starts may find it at once, so it is moved aside first: if what was
 * moved is not the stale one, the other start has already won and gets its lock back.
 */
function removeStale(file: string, stale: LockHolder | null): void {
  const aside = `${file}.${process.pid}.stale`
  try {
    renameSync(file, aside)
  } catch {
    return
  }
  const moved = readHolder(aside)
  const taken = moved && (moved.pid !== stale?.pid || moved.startedAt !== stale.startedAt)
  if (taken) renameSync(aside, file)
  else rmSync(aside, { force: true })
}
