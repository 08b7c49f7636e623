import { useMemo } from 'react'
import type { Download } from '../../../src-main/contract/downloads.ts'
import { useDownloads } from '../../rpc/downloads-store.ts'
import { useCancelled } from './cancelled-store.ts'

/** The queue without what was just cancelled; null until it is known. */
export function useShownDownloads(): Download[] | null {
  const downloads = useDownloads((state) => state.downloads)
  const cancelled = useCancelled(({ ids }) => ids)
  return useMemo(
    () => downloads?.filter(({ id }) => !cancelled.has(id)) ?? null,
    [downloads, cancelled],
  )
}
