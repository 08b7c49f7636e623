import { setTimeout as pause } from 'node:timers/promises'
import { log } from '../platform/log.ts'

/** After a start, so that the first question does not share the disk with a copy. */
const FIRST_MS = 15_000
const AGAIN_MS = 30 * 60_000

/** Runs upkeep soon after the start and every half hour, until the signal aborts; never throws. */
export async function repeatUpkeep(
  upkeep: () => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  for (let wait = FIRST_MS; !signal.aborted; wait = AGAIN_MS) {
    try {
      await pause(wait, undefined, { signal, ref: false })
      await upkeep()
    } catch (error) {
      if (!signal.aborted) log.warn({ error }, 'upkeep of the data failed')
    }
  }
}
