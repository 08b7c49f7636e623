import { CaratError } from '../../platform/carat-error.ts'
import { type Disk, type DiskSpace, realDisk } from './disk.ts'

/** What a disk keeps free for everything else. */
const RESERVE_BYTES = 2 * 1024 ** 3
/** Or so much of a large download, if that is more. */
const RESERVE_SHARE = 0.05

/** Bytes that stay free on a disk, whatever is downloaded. */
export const reserveFor = (bytes: number) => Math.max(RESERVE_BYTES, bytes * RESERVE_SHARE)

/**
 * Makes sure that files can be put into a folder, and enough stays free.
 *
 * @param files sizes of what is still to be written
 * @param promisedBytes what others will still need on the same disk
 * @throws CaratError `DOWNLOAD_NO_SPACE`, `FOLDER_FILE_TOO_LARGE`, `FOLDER_UNAVAILABLE`
 */
export async function requireSpace(
  folder: string,
  files: readonly number[],
  promisedBytes: number,
  disk: Disk = realDisk,
): Promise<void> {
  const space = await readSpace(folder, disk)
  const largest = Math.max(0, ...files)
  if (largest > space.largestFile)
    throw new CaratError('FOLDER_FILE_TOO_LARGE', { path: folder, bytes: largest })
  const bytes = files.reduce((sum, each) => sum + each, 0)
  const neededBytes = bytes === 0 ? 0 : bytes + reserveFor(bytes)
  const freeBytes = Math.max(0, space.freeBytes - promisedBytes)
  if (neededBytes > freeBytes)
    throw new CaratError('DOWNLOAD_NO_SPACE', { neededBytes, freeBytes, folder })
}

/** @throws CaratError `FOLDER_UNAVAILABLE` */
export async function readSpace(folder: string, disk: Disk = realDisk): Promise<DiskSpace> {
  return await disk.space(folder).catch((error: unknown) => {
    throw new CaratError('FOLDER_UNAVAILABLE', { path: folder }, { cause: error })
  })
}
