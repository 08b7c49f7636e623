import { join } from 'node:path'
import type { SnapshotReason } from '../contract/history.ts'
import { copyDatabase } from './copy-database.ts'
import {
  removeOldSnapshots,
  snapshotName,
  snapshotsFolder,
  unfinishedPath,
} from './snapshot-files.ts'

/**
 * Makes a verified snapshot of a database, which may be in use, and lets the oldest of its kind go.
 *
 * @throws CaratError, with all earlier snapshots kept
 */
export async function keepSnapshot(
  dataFolder: string,
  source: string,
  reason: SnapshotReason,
  onProgress?: (fraction: number) => void,
): Promise<{ id: string; path: string }> {
  const id = snapshotName(new Date(), reason)
  const path = await makeSnapshot(dataFolder, source, id, onProgress)
  removeOldSnapshots(dataFolder)
  return { id, path }
}

/**
 * Makes a verified snapshot of this name beside all others. @returns its path
 *
 * @throws CaratError
 */
export async function makeSnapshot(
  dataFolder: string,
  source: string,
  id: string,
  onProgress?: (fraction: number) => void,
): Promise<string> {
  const folder = snapshotsFolder(dataFolder)
  const path = join(folder, id)
  await copyDatabase({
    source,
    draft: unfinishedPath(folder, id),
    target: path,
    ...(onProgress && { onProgress }),
  })
  return path
}
