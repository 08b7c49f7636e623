import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { languageTagSchema } from './languages.ts'
import { procedure } from './procedure.ts'

export const settingsSchema = z.object({
  /** `system`, or a language; one that is not there any more shows as the system's. */
  language: z.union([z.literal('system'), languageTagSchema]),
  theme: z.enum(['system', 'light', 'dark']),
  density: z.enum(['comfortable', 'compact']),
  /** Of long work that ended while the user looked elsewhere; titles of chats only if wanted. */
  notifications: z.enum(['off', 'brief', 'titled']),
  /** Whether pictures, long texts and earlier turns are read while a message is still being typed. */
  readAhead: z.boolean(),
  /** Model for new conversations. */
  selectedModelId: z.string(),
  /** Downloads that run at the same time; the others wait in order. */
  simultaneousDownloads: z.number().int().min(1).max(8),
  /** Bytes a second over all downloads; null for no limit. */
  downloadSpeedLimit: z.number().int().min(10_000).nullable(),
})
export type Settings = z.infer<typeof settingsSchema>

export const settingsContract = {
  follow: procedure.output(eventIterator(settingsSchema)),
  update: procedure.input(settingsSchema.partial()).output(z.object({})),
}
