import { implement, type Router } from '@orpc/server'
import { attachmentsContract } from '../contract/attachments.ts'
import type { Services } from '../services.ts'
import { mapFailures } from './map-failures.ts'

/** Pictures in. */
export function createAttachmentRoutes(
  services: Services,
): Router<typeof attachmentsContract, object> {
  const { attachments } = services
  const procedures = implement(attachmentsContract).use(mapFailures)
  return procedures.router({
    add: procedures.add.handler(({ input, signal }) => attachments.add(input.file, signal)),
  })
}
