import { CaratError } from '../../platform/carat-error.ts'

/** What was being written, for the words. */
export interface DiskTask {
  folder: string
  /** Still to be written. */
  bytes: number
  /** The largest of its files. */
  largestBytes: number
  freeBytes: number
}

/**
 * What an error of the file system means for a download; any other error stays what it is. EIO and
 * EMFILE are left with the system's words: they are what a person would look for.
 */
export function mapDiskError(error: unknown, task: DiskTask): unknown {
  const code =
    error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
  const { bytes, folder, freeBytes, largestBytes } = task
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new CaratError('DOWNLOAD_NO_SPACE', { neededBytes: bytes, freeBytes, folder })
    case 'EFBIG':
      return new CaratError('FOLDER_FILE_TOO_LARGE', { path: folder, bytes: largestBytes })
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
    case 'ENAMETOOLONG':
      return new CaratError('FOLDER_NOT_WRITABLE', { path: folder }, { cause: error })
    case 'ENOENT':
    case 'ENODEV':
    case 'ENXIO':
    case 'ENOTDIR':
    case 'ESTALE':
      return new CaratError('FOLDER_UNAVAILABLE', { path: folder }, { cause: error })
    default:
      return error
  }
}
