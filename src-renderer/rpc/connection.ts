import type { ClientContext, ClientLink } from '@orpc/client'
import { create } from 'zustand'
import { pause } from './pause.ts'
import type { Transport } from './transport.ts'

/** `connecting` is the first start only; after that a missing connection is `lost`. */
export type ConnectionState = 'connecting' | 'open' | 'lost'

/** The services could not be reached, or went away before they answered. */
export class ConnectionLostError extends Error {}

const FIRST_DELAY_MS = 200
const LONGEST_DELAY_MS = 3_000

export const useConnection = create<{ state: ConnectionState }>(() => ({ state: 'connecting' }))

/** Resolves when the services answer; rejects with the signal's reason if it aborts first. */
export function whenConnected(signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason)
    if (useConnection.getState().state === 'open') return resolve()
    const abandon = () => {
      unsubscribe()
      reject(signal.reason)
    }
    const unsubscribe = useConnection.subscribe(({ state }) => {
      if (state !== 'open') return
      unsubscribe()
      signal.removeEventListener('abort', abandon)
      resolve()
    })
    signal.addEventListener('abort', abandon, { once: true })
  })
}

/**
 * A link that outlives its transports: when one closes the next is opened, sooner at first and
 * every three seconds at most. Calls wait for the first connection; later, without a connection,
 * they fail at once with ConnectionLostError, so that nothing a user asked for happens much later.
 */
export function createReconnectingLink(connect: () => Transport): ClientLink<ClientContext> {
  let current: Transport | null = null
  // Noted once for each: what every call told its transport to tell would stay as long as that.
  const closed = new WeakSet<Transport>()
  void (async () => {
    for (let delay = FIRST_DELAY_MS; ; delay = Math.min(delay * 2, LONGEST_DELAY_MS)) {
      const transport = connect()
      current = transport
      void transport.closed.then(() => closed.add(transport))
      const opened = transport.opened.then(() => true)
      if (await Promise.race([opened, transport.closed.then(() => false)])) {
        delay = FIRST_DELAY_MS / 2
        useConnection.setState({ state: 'open' })
        await transport.closed
      }
      current = null
      useConnection.setState({ state: 'lost' })
      await pause(Math.max(delay, FIRST_DELAY_MS))
    }
  })()
  return {
    async call(path, input, options) {
      if (useConnection.getState().state === 'lost' || !current) throw new ConnectionLostError()
      const transport = current
      try {
        return await transport.link.call(path, input, options)
      } catch (error) {
        if (closed.has(transport)) throw new ConnectionLostError(undefined, { cause: error })
        throw error
      }
    },
  }
}
