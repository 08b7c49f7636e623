import { createORPCClient, ORPCError } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import type { ContractRouterClient } from '@orpc/contract'
import type { Failure } from '../contract/errors.ts'
import { fromFailure } from '../platform/carat-error.ts'
import type { ChildHandle } from '../platform/host.ts'
import type { CutInput, PictureFacts, PictureInput, pixelsContract } from './pixels-contract.ts'

/** One pixels process and the way to ask it. */
export interface PixelsChild {
  /** @throws CaratError about the file; any other error means that the process is of no more use. */
  preparePicture(input: PictureInput): Promise<PictureFacts>
  /** @throws as `preparePicture` does. */
  cut(input: CutInput): Promise<void>
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
  /** What a call answers, with failures about the file as errors of Carat's own. */
  async function settle<Value>(call: Promise<Value>): Promise<Value> {
    try {
      return await Promise.race([call, gone])
    } catch (error) {
      if (error instanceof ORPCError && error.defined)
        throw fromFailure({ code: error.code, data: error.data } as Failure)
      throw error
    }
  }

  return {
    preparePicture: (input) => settle(client.preparePicture(input)),
    async cut(input) {
      await settle(client.cut(input))
    },
    exited: child.exited,
    async end() {
      child.kill()
      await child.exited
    },
  }
}
