import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Storage } from '../contract/history.ts'
import { toFailure } from '../platform/carat-error.ts'

/** What a start needs at least: SQLite's index of its log, and a little for the log itself. */
const NEEDED_BYTES = 128 * 1024

/** Whether a folder takes what is written, by trying. @throws what is neither a full nor a locked one */
export function probeFolder(folder: string): Storage {
  const file = join(folder, `.carat-probe-${process.pid}`)
  try {
    writeFileSync(file, Buffer.alloc(NEEDED_BYTES), { mode: 0o600 })
    return 'ok'
  } catch (error) {
    if (toFailure(error).code === 'DISK_FULL') return 'full'
    if (['EROFS', 'EACCES', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? ''))
      return 'read-only'
    throw error
  } finally {
    try {
      rmSync(file, { force: true })
    } catch {
      // Where nothing could be written there is nothing to remove.
    }
  }
}
