import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import type { ContractRouterClient } from '@orpc/contract'
import { WebSocket } from 'ws'
import type { appContract } from '../../../src-main/contract/app-contract.ts'

export type HostClient = ContractRouterClient<typeof appContract>

/** Signs in by a link of the web host, as a browser does, and speaks to its services. */
export async function connectToHost(link: string): Promise<{ client: HostClient; close(): void }> {
  const signedIn = await fetch(link, { redirect: 'manual' })
  const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? ''
  const url = new URL('/rpc', link)
  const { origin } = url
  url.protocol = 'ws:'
  url.search = ''
  const socket = new WebSocket(url, { headers: { cookie, origin } })
  await new Promise<void>((resolve, reject) => {
    socket.once('open', () => resolve())
    socket.once('error', reject)
  })
  // What is asked of a host that was killed fails, and nobody is surprised.
  socket.on('error', () => {})
  const link_ = new RPCLink({ websocket: socket as never })
  return { client: createORPCClient(link_), close: () => socket.terminate() }
}
