import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import type { ContractRouterClient } from '@orpc/contract'
import { WebSocket } from 'ws'
import type { appContract } from '../src-main/contract/app-contract.ts'

/** The procedures of a running web host, over the same socket a window has. */
export type WindowClient = ContractRouterClient<typeof appContract>

/** Signs in with a host's link, as a browser does, and opens the window's socket. */
export async function connectWindow(
  link: string,
): Promise<{ client: WindowClient; close: () => void }> {
  const answer = await fetch(link, { redirect: 'manual' })
  const cookie = answer.headers.get('set-cookie')?.split(';')[0]
  if (!cookie) throw new Error('the link let nobody in')
  const { origin } = new URL(link)
  const address = new URL('/rpc', origin.replace(/^http/, 'ws'))
  const socket = new WebSocket(address, { headers: { cookie, origin } })
  socket.binaryType = 'arraybuffer'
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve)
    socket.once('error', reject)
  })
  const websocket = socket as unknown as globalThis.WebSocket
  const client: WindowClient = createORPCClient(new RPCLink({ websocket }))
  return { client, close: () => socket.close() }
}
