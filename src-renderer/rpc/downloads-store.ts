import { create } from 'zustand'
import type { Download } from '../../src-main/contract/downloads.ts'
import { rpc } from './client.ts'
import { follow } from './follow.ts'

/** The queue of downloads in order; null until the first snapshot. */
export const useDownloads = create<{ downloads: Download[] | null }>(() => ({ downloads: null }))

/** Keeps the downloads up to date until the signal aborts. */
export const followDownloads = (signal: AbortSignal) =>
  follow(
    (open) => rpc.downloads.follow(undefined, { signal: open }),
    ({ downloads }) => useDownloads.setState({ downloads }),
    { signal },
  )
