import { whenConnected } from './connection.ts'
import { definedFailureOf } from './failure.ts'
import { pause } from './pause.ts'

const FIRST_DELAY_MS = 200
const LONGEST_DELAY_MS = 3_000

/**
 * Hands every value of a stream to `onValue` until the signal aborts. A stream that breaks or ends
 * is opened again once the services answer; that is safe because each begins with a snapshot.
 * Resolves after an abort; rejects only with a failure that the services named, such as
 * `CHAT_NOT_FOUND`, since asking again would not change that.
 */
export async function follow<Value>(
  open: (signal: AbortSignal) => Promise<AsyncIterable<Value>>,
  onValue: (value: Value) => void,
  { signal }: { signal: AbortSignal },
): Promise<void> {
  let delay = FIRST_DELAY_MS
  while (!signal.aborted) {
    try {
      await whenConnected(signal)
      for await (const value of await open(signal)) {
        if (signal.aborted) return
        delay = FIRST_DELAY_MS
        onValue(value)
        if (signal.aborted) return
      }
    } catch (error) {
      if (signal.aborted) return
      if (definedFailureOf(error)) throw error
    }
    await pause(delay, signal)
    delay = Math.min(delay * 2, LONGEST_DELAY_MS)
  }
}
