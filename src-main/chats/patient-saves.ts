import type { StorageWatch } from '../database/storage-watch.ts'

const AGAIN_MS = 1000

/** Whether the disk or SQLite refused, and not a rule of ours: worth trying again. */
const isRefused = (error: unknown) =>
  /^(ENOSPC|EDQUOT|SQLITE_(FULL|IOERR|READONLY|CANTOPEN|BUSY))/.test(
    String((error as { code?: unknown } | null)?.code),
  )

/**
 * Saves that must not be lost, such as the end of a reply: while there is no room they wait in
 * memory, and are tried again every second.
 */
export function createPatientSaves(storage: StorageWatch, againMs = AGAIN_MS) {
  const waiting = new Set<() => boolean>()
  let timer: NodeJS.Timeout | undefined

  const tryAll = () => {
    timer = undefined
    for (const attempt of waiting) if (!attempt()) break
    if (waiting.size > 0) timer = setTimeout(tryAll, againMs)
  }

  return {
    /** Calls `save`, at once or when it works, and `then` after it. */
    untilSaved(save: () => void, then: () => void): void {
      const attempt = () => {
        try {
          save()
        } catch (error) {
          if (!isRefused(error)) throw error
          storage.notSaved(error)
          return false
        }
        waiting.delete(attempt)
        storage.saved()
        then()
        return true
      }
      if (attempt()) return
      waiting.add(attempt)
      timer ??= setTimeout(tryAll, againMs)
    },
    /** The last attempt, before the database closes. */
    dispose(): void {
      clearTimeout(timer)
      for (const attempt of waiting) attempt()
    },
  }
}
