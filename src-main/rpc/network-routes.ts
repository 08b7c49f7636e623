import { implement, type Router } from '@orpc/server'
import { networkContract } from '../contract/network.ts'
import type { Services } from '../services.ts'
import { mapFailures } from './map-failures.ts'

/** How hubs are reached. */
export function createNetworkRoutes(services: Services): Router<typeof networkContract, object> {
  const { network } = services
  const procedures = implement(networkContract).use(mapFailures)
  return procedures.router({
    follow: procedures.follow.handler(async ({ signal }) => network.follow(signal)),
    setEndpoint: procedures.setEndpoint.handler(({ input }) => {
      network.setEndpoint(input.source, input.address)
      return {}
    }),
    setOffline: procedures.setOffline.handler(async ({ input }) => {
      await network.setOffline(input.offline)
      return {}
    }),
    setProxy: procedures.setProxy.handler(async ({ input }) => {
      await network.setProxy(input.mode, input.address)
      return {}
    }),
    setToken: procedures.setToken.handler(async ({ input }) => {
      await network.setToken(input.token)
      return {}
    }),
    test: procedures.test.handler(({ input, signal }) => network.test(input.source, signal)),
  })
}
