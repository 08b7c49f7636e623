import { implement, type Router } from '@orpc/server'
import { attachmentsContract } from '../contract/attachments.ts'
import type { Services } from '../services.ts'
import { mapFailures } from './map-failures.ts'

/** Pictures in, and what is known of them. */
export function createAttachmentRoutes(
  services: Services,
): Router<typeof attachmentsContract, object> {
  const { attachments } = services
  const procedures = implement(attachmentsContract).use(mapFailures)
  return procedures.router({
    add: procedures.add.handler(({ input, signal }) => attachments.add(input.file, signal)),
    get: procedures.get.handler(({ input }) => attachments.get(input.id)),
  })
}
