import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type SnapshotReason, snapshotIdSchema } from '../contract/history.ts'

/** A finished snapshot as its file names it. */
export interface SnapshotFile {
  /** File name. */
  id: string
  path: string
  createdAt: number
  reason: SnapshotReason
  bytes: number
}

/** Most snapshots kept of each kind; the oldest go first. */
const MOST_KEPT: Record<SnapshotReason, number> = { daily: 7, manual: 3, migration: 2, restore: 3 }
/** Begins the name of a file that is not finished. */
const UNFINISHED = '.incoming-'

export const snapshotsFolder = (dataFolder: string) => join(dataFolder, 'backups')

/** A name that tells when and why; only a snapshot that was verified gets it. */
export const snapshotName = (at: Date, reason: SnapshotReason) =>
  `${at.toISOString().replaceAll(':', '-')}-${reason}.db`

export const unfinishedPath = (folder: string, name: string) => join(folder, UNFINISHED + name)

/** Makes the folder and clears what a killed run left half written in it. */
export function prepareSnapshots(dataFolder: string): string {
  const folder = snapshotsFolder(dataFolder)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  for (const name of readdirSync(folder))
    if (name.startsWith(UNFINISHED)) rmSync(join(folder, name), { force: true })
  return folder
}

/** Every finished snapshot, newest first. */
export function listSnapshotFiles(dataFolder: string): SnapshotFile[] {
  const folder = snapshotsFolder(dataFolder)
  return readNames(folder)
    .flatMap((id) => {
      const match = /^(\d{4}-\d\d-\d\dT)(\d\d)-(\d\d)-(\d\d\.\d{3}Z)-([a-z]+)\.db$/.exec(id)
      if (!match || !snapshotIdSchema.safeParse(id).success) return []
      const [, day, hours, minutes, seconds, reason] = match
      const createdAt = Date.parse(`${day}${hours}:${minutes}:${seconds}`)
      const path = join(folder, id)
      const bytes = statSync(path, { throwIfNoEntry: false })?.size ?? 0
      return [{ id, path, createdAt, reason: reason as SnapshotReason, bytes }]
    })
    .toSorted((one, other) => other.createdAt - one.createdAt)
}

/** Removes the oldest of each kind beyond those that are kept. */
export function removeOldSnapshots(dataFolder: string): void {
  const kept = new Map<SnapshotReason, number>()
  for (const { path, reason } of listSnapshotFiles(dataFolder)) {
    const count = (kept.get(reason) ?? 0) + 1
    kept.set(reason, count)
    if (count > MOST_KEPT[reason]) rmSync(path, { force: true })
  }
}

function readNames(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}
