import { implement, type Router } from '@orpc/server'
import { contextContract } from '../contract/context.ts'
import type { Services } from '../services.ts'
import { mapFailures } from './map-failures.ts'

/** What fills the context of a message that is not sent yet. */
export function createContextRoutes(services: Services): Router<typeof contextContract, object> {
  const { context } = services
  const procedures = implement(contextContract).use(mapFailures)
  return procedures.router({
    measure: procedures.measure.handler(({ input, signal }) => context.measure(input, signal)),
    readAhead: procedures.readAhead.handler(({ input, signal }) =>
      context.readAhead(input, signal),
    ),
    summarise: procedures.summarise.handler(({ input, signal }) =>
      context.summarise(input, signal ?? new AbortController().signal),
    ),
  })
}
