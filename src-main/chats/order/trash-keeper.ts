import { setImmediate } from 'node:timers/promises'
import { log } from '../../platform/log.ts'
import type { FolderStore } from './folder-store.ts'
import { TRASH_MS, type TrashStore } from './trash-store.ts'

const HOUR_MS = 60 * 60 * 1000
/** Longer than the window offers to undo it. */
const ERASE_AFTER_MS = 20_000

interface TrashKeeperParts {
  trash: TrashStore
  folders: Pick<FolderStore, 'forgetRemoved'>
  /** Deletes the files of pictures that nothing shows any more. */
  removeUnusedAttachments(): Promise<void>
  onPurged(): void
  now?(): number
}

/**
 * Deletes for good what has been in the trash for its time, at the start and every hour, and what
 * the user wanted gone. Conversations go one by one, so that a full trash holds nothing up.
 */
export function createTrashKeeper(parts: TrashKeeperParts) {
  const { trash, folders, removeUnusedAttachments, onPurged, now = Date.now } = parts
  const timers = new Set<NodeJS.Timeout>()
  let closed = false
  let working = Promise.resolve()

  const purge = async (erasedBefore: number) => {
    const deadlines = { removedBefore: now() - TRASH_MS, erasedBefore }
    const overdue = trash.overdue(deadlines)
    for (const chatId of overdue) {
      if (closed) return
      trash.purge(chatId, deadlines)
      await setImmediate()
    }
    folders.forgetRemoved(deadlines.removedBefore)
    if (overdue.length > 0) onPurged()
    await removeUnusedAttachments()
  }

  /** One after the other; a failure waits for the next time. */
  const clean = (erasedBefore: () => number): Promise<void> =>
    (working = working
      .then(() => (closed ? undefined : purge(erasedBefore())))
      .catch((error: unknown) => log.warn({ error })))

  const later = (start: typeof setTimeout | typeof setInterval, delay: number) =>
    timers.add(start(() => void clean(() => now() - ERASE_AFTER_MS), delay).unref())

  // What was erased before the start has nobody left who could undo it.
  const startedAt = now()
  void clean(() => startedAt)
  later(setInterval, HOUR_MS)

  return {
    /** Deletes what is overdue now; resolves when that is done. */
    clean: () => clean(() => now() - ERASE_AFTER_MS),
    /** Looks again once what was erased now may go. */
    expectErased: () => later(setTimeout, ERASE_AFTER_MS),
    async dispose(): Promise<void> {
      closed = true
      for (const timer of timers) clearTimeout(timer)
      await working
    },
  }
}
