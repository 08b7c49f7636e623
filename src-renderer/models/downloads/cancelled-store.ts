import { create } from 'zustand'

/**
 * Downloads the user has cancelled and may still want back. They are paused and out of sight; what
 * arrived is deleted when the time for second thoughts is over.
 */
export const useCancelled = create<{ ids: ReadonlySet<string> }>(() => ({ ids: new Set() }))

const timers = new Map<string, ReturnType<typeof setTimeout>>()

/** Puts a download out of sight, and runs `finish` unless it is taken back in time. */
export function setAside(downloadId: string, milliseconds: number, finish: () => void) {
  useCancelled.setState(({ ids }) => ({ ids: new Set(ids).add(downloadId) }))
  timers.set(
    downloadId,
    setTimeout(() => {
      timers.delete(downloadId)
      finish()
    }, milliseconds),
  )
}

/** Shows it again; whether it was still set aside and nothing of it is lost. */
export function takeBack(downloadId: string): boolean {
  const timer = timers.get(downloadId)
  clearTimeout(timer)
  timers.delete(downloadId)
  useCancelled.setState(({ ids }) => ({
    ids: new Set([...ids].filter((id) => id !== downloadId)),
  }))
  return timer !== undefined
}
