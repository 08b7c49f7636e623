import { implement, type Router } from '@orpc/server'
import { historyContract } from '../contract/history.ts'
import type { Services } from '../services.ts'
import { mapFailures } from './map-failures.ts'

/** Snapshots and what happened to the data. */
export function createHistoryRoutes(services: Services): Router<typeof historyContract, object> {
  const { history } = services
  const procedures = implement(historyContract).use(mapFailures)
  const done = (work: () => void) => {
    work()
    return {}
  }
  return procedures.router({
    follow: procedures.follow.handler(async ({ signal }) => history.follow(signal)),
    makeSnapshot: procedures.makeSnapshot.handler(() => done(history.makeSnapshot)),
    cancelSnapshot: procedures.cancelSnapshot.handler(() => done(history.cancelSnapshot)),
    preview: procedures.preview.handler(({ input, signal }) => history.preview(input.id, signal)),
    restore: procedures.restore.handler(({ input }) => done(() => history.restore(input.id))),
    rescue: procedures.rescue.handler(() => done(history.rescue)),
    reopen: procedures.reopen.handler(() => done(history.reopen)),
    dismissReport: procedures.dismissReport.handler(() => done(history.dismissReport)),
  })
}
