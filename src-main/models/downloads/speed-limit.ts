import { setTimeout as wait } from 'node:timers/promises'

/** Holds all transfers together to a number of bytes a second. */
export interface SpeedLimit {
  /** Resolves when so many bytes may pass. @throws the signal's reason */
  take(bytes: number, signal: AbortSignal): Promise<void>
}

/** So much may pass at once after a rest, in seconds of the limit. */
const BURST_SECONDS = 0.25
/** How soon a changed rate is noticed by bytes that wait, in milliseconds. */
const LONGEST_WAIT = 200

/**
 * A token bucket whose rate may change while bytes wait.
 *
 * @param rate bytes a second now; null for no limit
 */
export function createSpeedLimit(rate: () => number | null): SpeedLimit {
  let allowance = 0
  let last = performance.now()

  function refill(perSecond: number): void {
    const now = performance.now()
    allowance = Math.min(allowance + ((now - last) / 1000) * perSecond, perSecond * BURST_SECONDS)
    last = now
  }

  return {
    async take(bytes, signal) {
      const before = rate()
      if (before === null) return
      refill(before)
      // Debts are paid by whoever comes next, so that large chunks pass in one go.
      allowance -= bytes
      while (allowance < 0) {
        const now = rate()
        if (now === null) return void (allowance = 0)
        const time = Math.min((-allowance / now) * 1000, LONGEST_WAIT)
        await wait(Math.ceil(time), undefined, { signal }).catch((error: unknown) => {
          signal.throwIfAborted()
          throw error
        })
        refill(now)
      }
    },
  }
}

/** For transfers nobody wants to slow down. */
export const noSpeedLimit: SpeedLimit = { take: async () => {} }
