import { createORPCClient, isDefinedError, safe } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import type { ContractRouterClient } from '@orpc/contract'
import type { Failure } from '../contract/errors.ts'
import { fromFailure } from '../platform/carat-error.ts'
import type { ChildHandle } from '../platform/host.ts'
import type { PictureFacts, PictureInput, pixelsContract } from './pixels-contract.ts'

/** One pixels process and the way to ask it. */
export interface PixelsChild {
  /** @throws CaratError about the file; any other error means that the process is of no more use. */
  preparePicture(input: PictureInput): Promise<PictureFacts>
  exited: Promise<unknown>
  /** Kills the process; resolves when it is gone. */
  end(): Promise<void>
}

/** Speaks the pixels contract with a child that was just spawned. */
export function startPixelsChild(child: ChildHandle): PixelsChild {
  const client: ContractRouterClient<typeof pixelsContract> = createORPCClient(
    new RPCLink({ port: child.port }),
  )
  // A child that never came up closes no channel, so its exit must end the wait too.
  const gone = child.exited.then(({ code, signal }): never => {
    throw new Error(`The pixels process ended with ${signal ?? code}`)
  })
  gone.catch(() => {})
  return {
    async preparePicture(input) {
      const { error, data } = await Promise.race([safe(client.preparePicture(input)), gone])
      if (!error) return data
      if (isDefinedError(error))
        throw fromFailure({ code: error.code, data: error.data } as Failure)
      throw error
    },
    exited: child.exited,
    async end() {
      child.kill()
      await child.exited
    },
  }
}
