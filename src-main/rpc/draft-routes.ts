import { implement, type Router } from '@orpc/server'
import { draftsContract } from '../contract/drafts.ts'
import type { Services } from '../services.ts'
import { mapFailures } from './map-failures.ts'

/** Messages being put together. */
export function createDraftRoutes({ drafts }: Services): Router<typeof draftsContract, object> {
  const procedures = implement(draftsContract).use(mapFailures)
  return procedures.router({
    follow: procedures.follow.handler(async ({ signal }) => drafts.follow(signal)),
    keep: procedures.keep.handler(({ input }) => {
      drafts.keep(input.draftKey, input.draft, input.windowId)
      return {}
    }),
  })
}
