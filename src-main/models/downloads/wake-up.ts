import { onNetworkReturn } from './network-return.ts'

/** Something to wait for that somebody may cut short. */
export interface WakeUp {
  /** Ends the waiting that is on, if there is one. */
  wake(): void
  /** @throws the signal's reason */
  wait(options: {
    milliseconds: number
    /** Also when a network seems to have come back. */
    early: boolean
    signal: AbortSignal
  }): Promise<void>
}

export function createWakeUp(): WakeUp {
  let wakeNow = () => {}
  return {
    wake: () => wakeNow(),
    wait: ({ early, milliseconds, signal }) =>
      new Promise((resolve, reject) => {
        const over = new AbortController()
        const end = (settle: () => void) => {
          clearTimeout(timer)
          signal.removeEventListener('abort', stop)
          over.abort()
          settle()
        }
        const stop = () => end(() => reject(signal.reason as Error))
        wakeNow = () => end(resolve)
        // Timers may be early by a part of a millisecond, and hosts mean what they say.
        const timer = setTimeout(wakeNow, Math.ceil(milliseconds) + 1)
        if (early) onNetworkReturn(over.signal, wakeNow)
        if (signal.aborted) stop()
        else signal.addEventListener('abort', stop, { once: true })
      }),
  }
}
