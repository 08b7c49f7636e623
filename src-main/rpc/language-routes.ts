import { implement, type Router } from '@orpc/server'
import { languagesContract } from '../contract/languages.ts'
import type { Services } from '../services.ts'
import { mapFailures } from './map-failures.ts'

/** Languages that are there as files. */
export function createLanguageRoutes(services: Services): Router<typeof languagesContract, object> {
  const procedures = implement(languagesContract).use(mapFailures)
  return procedures.router({
    list: procedures.list.handler(() => services.languages.list()),
    words: procedures.words.handler(({ input }) => services.languages.words(input.tag)),
  })
}
