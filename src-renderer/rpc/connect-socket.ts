import { RPCLink } from '@orpc/client/websocket'
import type { Transport } from './transport.ts'

/** Opens a WebSocket to `/rpc` of the page's own origin: the transport of the web host. */
export function connectSocket(): Transport {
  const url = new URL('/rpc', window.location.href)
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:'
  const websocket = new WebSocket(url)
  websocket.binaryType = 'arraybuffer'
  return {
    link: new RPCLink({ websocket }),
    opened: new Promise((resolve) => {
      websocket.addEventListener('open', () => resolve(), { once: true })
    }),
    closed: new Promise((resolve) => {
      websocket.addEventListener('close', () => resolve(), { once: true })
    }),
  }
}
