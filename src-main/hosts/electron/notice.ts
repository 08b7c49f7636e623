import { z } from 'zod'

const noticeSchema = z.object({
  /** Comes back when the notification is clicked; a later one with the same id takes its place. */
  id: z.string().min(1).max(200),
  title: z.string().min(1).max(200),
  body: z.string().max(300),
})

/** A notification that the window asks for. */
export type Notice = z.infer<typeof noticeSchema>

/**
 * The words of a notification's body. On Linux what shows it may read tags in it, and fetch pictures
 * and offer links they name, while others show what is escaped as it is: so nothing may look like one.
 */
export const plainBody = (body: string, platform: NodeJS.Platform) =>
  platform === 'linux' ? body.replaceAll('<', '‹').replaceAll('>', '›') : body

/** What the window asks to be shown; null for anything else. */
export const noticeFrom = (given: unknown): Notice | null =>
  noticeSchema.safeParse(given).data ?? null
