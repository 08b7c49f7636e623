import { implement, type Router } from '@orpc/server'
import { discoveryContract } from '../contract/discovery.ts'
import type { Services } from '../services.ts'
import { mapFailures } from './map-failures.ts'

/** Finding and judging models. */
export function createDiscoveryRoutes(
  services: Services,
): Router<typeof discoveryContract, object> {
  const { discovery } = services
  const procedures = implement(discoveryContract).use(mapFailures)
  return procedures.router({
    catalogue: procedures.catalogue.handler(({ signal }) => discovery.catalogue(signal)),
    search: procedures.search.handler(({ input, signal }) => discovery.search(input, signal)),
    repository: procedures.repository.handler(({ input, signal }) =>
      discovery.repository(input, signal),
    ),
    fit: procedures.fit.handler(({ input, signal }) =>
      discovery.fit(input.choice, input.options, signal),
    ),
    checkAccess: procedures.checkAccess.handler(async ({ input, signal }) => {
      await discovery.checkAccess(input, signal)
      return {}
    }),
  })
}
