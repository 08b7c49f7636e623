import { createORPCClient } from '@orpc/client'
import type { ContractRouterClient } from '@orpc/contract'
import type { appContract } from '../../src-main/contract/app-contract.ts'
import { connectPort } from './connect-port.ts'
import { connectSocket } from './connect-socket.ts'
import { createReconnectingLink } from './connection.ts'

/** The services as the contract types them; the same in a browser and in Electron. */
export const rpc: ContractRouterClient<typeof appContract> = createORPCClient(
  createReconnectingLink(() => (window.carat ? connectPort(window.carat) : connectSocket())),
)
