import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { procedure } from './procedure.ts'

export const languages = ['en', 'zh-CN'] as const

export const settingsSchema = z.object({
  language: z.enum(['system', ...languages]),
  theme: z.enum(['system', 'light', 'dark']),
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
