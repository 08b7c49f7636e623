import { implement, type Router } from '@orpc/server'
import { settingsContract } from '../contract/settings.ts'
import type { Services } from '../services.ts'
import { mapFailures } from './map-failures.ts'

/** The user's choices. */
export function createSettingsRoutes(services: Services): Router<typeof settingsContract, object> {
  const { settings } = services
  const procedures = implement(settingsContract).use(mapFailures)
  return procedures.router({
    follow: procedures.follow.handler(async ({ signal }) => settings.follow(signal)),
    update: procedures.update.handler(({ input }) => {
      settings.update(input)
      return {}
    }),
  })
}
