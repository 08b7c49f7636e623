import { constants, setPriority } from 'node:os'
import { implement, ORPCError } from '@orpc/server'
import { RPCHandler } from '@orpc/server/message-port'
import { createExportReading } from '../chats/transfer/import/read-export.ts'
import { readerContract } from '../chats/transfer/import/reader-contract.ts'
import { toFailure } from '../platform/carat-error.ts'
import { connectParentPort } from '../platform/parent-port.ts'

/**
 * Entry of the process that takes exports of other programs apart. A file of a hundred megabytes can
 * take seconds to be understood, or all the memory there is: the services, which write replies
 * meanwhile, never wait for it and outlive it.
 */
setPriority(constants.priority.PRIORITY_BELOW_NORMAL)
const reader = implement(readerContract)
const reading = createExportReading()

/** Failures cross as what they are about, never as a stack. */
async function answer<Value>(work: () => Value | Promise<Value>): Promise<Value> {
  try {
    return await work()
  } catch (error) {
    const { code, data } = toFailure(error)
    throw new ORPCError(code, { data, cause: error })
  }
}

const router = reader.router({
  open: reader.open.handler(({ input }) => answer(() => reading.open(input.files))),
  begin: reader.begin.handler(({ input }) =>
    answer(() => {
      reading.begin(new Set(input.messagesOf), input.beside)
      return {}
    }),
  ),
  next: reader.next.handler(() => answer(reading.next)),
  savePicture: reader.savePicture.handler(({ input }) =>
    answer(async () => {
      await reading.savePicture(input.picture, input.path)
      return {}
    }),
  ),
  close: reader.close.handler(() => {
    reading.close()
    return {}
  }),
})

new RPCHandler(router).upgrade(connectParentPort())
