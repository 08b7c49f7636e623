import { implement, type Router } from '@orpc/server'
import { downloadsContract } from '../contract/downloads.ts'
import type { Services } from '../services.ts'
import { mapFailures } from './map-failures.ts'

/** Models on their way here. */
export function createDownloadRoutes(services: Services): Router<typeof downloadsContract, object> {
  const { downloads } = services
  const procedures = implement(downloadsContract).use(mapFailures)
  return procedures.router({
    follow: procedures.follow.handler(async ({ signal }) => downloads.follow(signal)),
    start: procedures.start.handler(async ({ input }) => ({
      downloadId: await downloads.start(input.choice, input.rootId),
    })),
    pause: procedures.pause.handler(async ({ input }) => {
      await downloads.pause(input.downloadId)
      return {}
    }),
    resume: procedures.resume.handler(async ({ input }) => {
      await downloads.resume(input.downloadId)
      return {}
    }),
    cancel: procedures.cancel.handler(async ({ input }) => {
      await downloads.cancel(input.downloadId)
      return {}
    }),
    move: procedures.move.handler(async ({ input }) => {
      await downloads.move(input.downloadId, input.beforeId)
      return {}
    }),
  })
}
