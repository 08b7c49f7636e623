import { implement, type Router } from '@orpc/server'
import { searchContract } from '../contract/search.ts'
import type { Services } from '../services.ts'
import { mapFailures } from './map-failures.ts'

/** Everything that was said. */
export function createSearchRoutes(services: Services): Router<typeof searchContract, object> {
  const procedures = implement(searchContract).use(mapFailures)
  return procedures.router({
    find: procedures.find.handler(({ input }) => services.search.find(input)),
    models: procedures.models.handler(() => services.search.models()),
  })
}
