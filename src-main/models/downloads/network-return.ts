import { networkInterfaces } from 'node:os'

const POLL_TIME = 1000
/** So much more than the timer's own time means that the computer slept. */
const SLEEP_TIME = 5000

/** Addresses of this computer that others could reach it by. */
const addresses = () =>
  new Set(
    Object.values(networkInterfaces())
      .flatMap((each) => each ?? [])
      .filter(({ internal }) => !internal)
      .map(({ address }) => address),
  )

/**
 * Calls once when a network seems to have come back: this computer has an address it had not, or it
 * woke up. No system event tells either to a plain process, so it looks every second.
 *
 * @param signal ends the watching
 */
export function onNetworkReturn(signal: AbortSignal, call: () => void): void {
  let known = addresses()
  let last = Date.now()
  const timer = setInterval(() => {
    const now = Date.now()
    const current = addresses()
    const hasReturned =
      now - last > POLL_TIME + SLEEP_TIME || [...current].some((address) => !known.has(address))
    known = current
    last = now
    if (!hasReturned) return
    clearInterval(timer)
    call()
  }, POLL_TIME).unref()
  signal.addEventListener('abort', () => clearInterval(timer), { once: true })
}
