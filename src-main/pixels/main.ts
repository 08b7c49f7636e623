import { implement, ORPCError } from '@orpc/server'
import { RPCHandler } from '@orpc/server/message-port'
import { pixelsContract } from '../media/pixels-contract.ts'
import { toFailure } from '../platform/carat-error.ts'
import { connectParentPort } from '../platform/parent-port.ts'
import { preparePicture } from './prepare-picture.ts'

const pixels = implement(pixelsContract)

const router = pixels.router({
  preparePicture: pixels.preparePicture.handler(async ({ input }) => {
    try {
      return await preparePicture(input)
    } catch (error) {
      const { code, data } = toFailure(error)
      throw new ORPCError(code, { data, cause: error })
    }
  }),
})

new RPCHandler(router).upgrade(connectParentPort())
