import type { FailureData } from '../../../src-main/contract/errors.ts'
import { failureOf, type WindowFailure } from '../../rpc/failure.ts'
import { pause } from '../../rpc/pause.ts'

/** Whether a gated repository may be read. */
export type Access =
  | { kind: 'checking' }
  | { kind: 'granted' }
  | { kind: 'refused'; refusal: FailureData<'HUB_ACCESS'> }
  | { kind: 'unknown'; failure: WindowFailure }

/** Often enough that the window seems to notice by itself. */
const CHECK_EVERY_MS = 4_000

/** Waits for the time to check again: a few seconds of being looked at, or the user coming back. */
async function untilNextCheck(signal: AbortSignal) {
  const rested = new AbortController()
  const both = AbortSignal.any([signal, rested.signal])
  const comeBack = () => {
    if (document.visibilityState === 'visible') rested.abort()
  }
  window.addEventListener('focus', comeBack, { signal: both })
  document.addEventListener('visibilitychange', comeBack, { signal: both })
  do await pause(CHECK_EVERY_MS, both)
  while (document.visibilityState !== 'visible' && !both.aborted)
  rested.abort()
}

/**
 * Checks until a repository may be read, which `check` refuses with `HUB_ACCESS`: every few seconds
 * while the window is in view and as soon as the user comes back to it, for example from the page
 * where the licence is accepted. A hub that asks for more time gets it.
 */
export async function watchAccess(
  check: (signal: AbortSignal) => Promise<unknown>,
  onChange: (access: Access) => void,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    let busySeconds = 0
    try {
      await check(signal)
      return signal.aborted ? undefined : onChange({ kind: 'granted' })
    } catch (error) {
      if (signal.aborted) return
      const failure = failureOf(error)
      if (failure.code === 'HUB_BUSY') busySeconds = failure.data.retrySeconds
      onChange(
        failure.code === 'HUB_ACCESS'
          ? { kind: 'refused', refusal: failure.data }
          : { kind: 'unknown', failure },
      )
    }
    await (busySeconds > 0 ? pause(busySeconds * 1000, signal) : untilNextCheck(signal))
  }
}
