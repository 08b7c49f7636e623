import { RPCLink } from '@orpc/client/message-port'
import type { DesktopBridge } from './desktop-bridge.ts'
import { portFrom } from './desktop-bridge.ts'
import type { Transport } from './transport.ts'

/** Asks Electron's preload for a port and talks over it: the transport of the desktop host. */
export function connectPort(bridge: DesktopBridge): Transport {
  const port = new Promise<MessagePort>((resolve) => {
    const take = (event: MessageEvent) => {
      const received = portFrom(event)
      if (!received) return
      window.removeEventListener('message', take)
      resolve(received)
    }
    window.addEventListener('message', take)
  })
  bridge.requestPort()
  const link = port.then((received) => {
    const made = new RPCLink({ port: received })
    received.start()
    return made
  })
  return {
    link: { call: async (path, input, options) => (await link).call(path, input, options) },
    opened: link.then(() => undefined),
    closed: port.then(
      (received) =>
        new Promise((resolve) => {
          received.addEventListener('close', () => resolve(), { once: true })
        }),
    ),
  }
}
