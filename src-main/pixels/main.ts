import { implement, ORPCError } from '@orpc/server'
import { RPCHandler } from '@orpc/server/message-port'
import { pixelsContract } from '../media/pixels-contract.ts'
import { toFailure } from '../platform/carat-error.ts'
import { connectParentPort } from '../platform/parent-port.ts'
import { cutPicture } from './cut-picture.ts'
import { preparePicture } from './prepare-picture.ts'

const pixels = implement(pixelsContract)

/** Failures cross as what they are about, never as a stack. */
async function answer<Value>(work: Promise<Value>): Promise<Value> {
  try {
    return await work
  } catch (error) {
    const { code, data } = toFailure(error)
    throw new ORPCError(code, { data, cause: error })
  }
}

const router = pixels.router({
  preparePicture: pixels.preparePicture.handler(({ input }) => answer(preparePicture(input))),
  cut: pixels.cut.handler(async ({ input }) => {
    await answer(cutPicture(input))
    return {}
  }),
})

new RPCHandler(router).upgrade(connectParentPort())
