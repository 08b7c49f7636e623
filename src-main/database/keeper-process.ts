import { createORPCClient, ORPCError } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import type { ContractRouterClient } from '@orpc/contract'
import type { Failure } from '../contract/errors.ts'
import { fromFailure } from '../platform/carat-error.ts'
import type { ChildHandle, Host } from '../platform/host.ts'
import type { keeperContract } from './keeper-contract.ts'

type KeeperClient = ContractRouterClient<typeof keeperContract>

/** The process that copies and reads databases; it runs only while there is work for it. */
export interface Keeper {
  /**
   * Runs one job in a process of its own, which ends with it.
   *
   * @throws CaratError, and the signal's reason after an abort: the process is gone then.
   */
  run<Value>(work: (client: KeeperClient) => Promise<Value>, signal?: AbortSignal): Promise<Value>
  /** Ends every job at once. */
  dispose(): Promise<void>
}

export function createKeeper(host: Pick<Host, 'spawnChild'>): Keeper {
  const children = new Set<ChildHandle>()
  const closing = new AbortController()

  return {
    async run(work, given) {
      const signal = given ? AbortSignal.any([given, closing.signal]) : closing.signal
      signal.throwIfAborted()
      const child = host.spawnChild('keeper')
      children.add(child)
      const abandoned = Promise.withResolvers<never>()
      const abandon = () => abandoned.reject(signal.reason)
      signal.addEventListener('abort', abandon, { once: true })
      const gone = child.exited.then(({ code, signal: by }): never => {
        throw new Error(`The process for snapshots ended with ${by ?? code}`)
      })
      gone.catch(() => {})
      try {
        const client: KeeperClient = createORPCClient(new RPCLink({ port: child.port }))
        return await Promise.race([work(client), gone, abandoned.promise])
      } catch (error) {
        if (error instanceof ORPCError && error.defined)
          throw fromFailure({ code: error.code, data: error.data } as Failure)
        throw error
      } finally {
        signal.removeEventListener('abort', abandon)
        child.kill()
        await child.exited
        children.delete(child)
      }
    },
    async dispose() {
      closing.abort()
      await Promise.all([...children].map(({ exited }) => exited))
    },
  }
}
