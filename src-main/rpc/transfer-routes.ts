import { implement, type Router } from '@orpc/server'
import { transferContract } from '../contract/transfer.ts'
import type { Services } from '../services.ts'
import { mapFailures } from './map-failures.ts'

/** Conversations out of Carat and into it. */
export function createTransferRoutes(services: Services): Router<typeof transferContract, object> {
  const { exports, imports } = services
  const procedures = implement(transferContract).use(mapFailures)
  return procedures.router({
    startExport: procedures.startExport.handler(async ({ input }) => ({
      id: await exports.start(input),
    })),
    followExport: procedures.followExport.handler(async ({ input, signal }) =>
      exports.follow(input.id, signal),
    ),
    cancelExport: procedures.cancelExport.handler(({ input }) => {
      exports.cancel(input.id)
      return {}
    }),
    beginImport: procedures.beginImport.handler(() => ({ id: imports.begin() })),
    receivePiece: procedures.receivePiece.handler(async ({ input }) => {
      await imports.receive(input.id, input.file, input.name, input.piece)
      return {}
    }),
    inspectImport: procedures.inspectImport.handler(({ input }) => {
      imports.inspect(input.id)
      return {}
    }),
    followImport: procedures.followImport.handler(async ({ input, signal }) =>
      imports.follow(input.id, signal),
    ),
    runImport: procedures.runImport.handler(({ input }) => {
      imports.run(input.id, new Set(input.conversationIds))
      return {}
    }),
    cancelImport: procedures.cancelImport.handler(({ input }) => {
      imports.cancel(input.id)
      return {}
    }),
    undoImport: procedures.undoImport.handler(({ input }) => imports.undo(input.id)),
  })
}
