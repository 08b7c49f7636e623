import { z } from 'zod'
import { procedure } from './procedure.ts'

export const applicationInfoSchema = z.object({
  version: z.string(),
  host: z.enum(['electron', 'web']),
  /** Folder that holds conversations and models, to show where data lives. */
  dataFolder: z.string(),
  /** Versions of the parts a bug report needs, by name. */
  components: z.record(z.string(), z.string()),
})
export type ApplicationInfo = z.infer<typeof applicationInfoSchema>

export const applicationContract = {
  info: procedure.output(applicationInfoSchema),
}
