import { create } from 'zustand'
import type { HistoryState } from '../../src-main/contract/history.ts'
import { rpc } from './client.ts'
import { follow } from './follow.ts'

/** Snapshots and the state of the data; null until the first answer. */
export const useHistory = create<{ history: HistoryState | null }>(() => ({ history: null }))

/** Keeps it up to date until the signal aborts. */
export const followHistory = (signal: AbortSignal) =>
  follow(
    (open) => rpc.history.follow(undefined, { signal: open }),
    (history) => useHistory.setState({ history }),
    { signal },
  )
