import type { Storage } from '../contract/history.ts'
import { createBroadcast } from '../platform/broadcast.ts'
import { toFailure } from '../platform/carat-error.ts'

/** Whether what is being written in the background still reaches the disk. */
export interface StorageWatch {
  /** The database is a copy in memory. */
  frozen: boolean
  state(): Storage
  /** Something could be saved. */
  saved(): void
  /** Something could not be saved and will be tried again. */
  notSaved(error: unknown): void
  changes(signal: AbortSignal): AsyncGenerator<null, void, void>
}

/** @param first `read-only` and a `full` start stay as they are: the database is in memory then */
export function createStorageWatch(first: Storage): StorageWatch {
  const changes = createBroadcast<null>()
  let state = first
  const set = (next: Storage) => {
    if (first !== 'ok' || next === state) return
    state = next
    changes.publish(null)
  }
  return {
    frozen: first !== 'ok',
    state: () => state,
    saved: () => set('ok'),
    notSaved: (error) => set(toFailure(error).code === 'DISK_FULL' ? 'full' : 'read-only'),
    changes: (signal) => changes.follow(signal),
  }
}
