import { z } from 'zod'
import { procedure } from './procedure.ts'

/** Words around a hit; the parts that were searched for are marked. */
export const snippetSchema = z.array(z.object({ text: z.string(), hit: z.boolean() }))
export type Snippet = z.infer<typeof snippetSchema>

export const searchHitSchema = z.object({
  chatId: z.string(),
  chatTitle: z.string(),
  /** Null for a conversation whose title was found. */
  messageId: z.string().nullable(),
  role: z.enum(['user', 'assistant']).nullable(),
  /** Milliseconds since 1970, for display only. */
  createdAt: z.number(),
  snippet: snippetSchema,
})
export type SearchHit = z.infer<typeof searchHitSchema>

/** Most messages that are found at once. */
export const MOST_HITS = 50

export const searchContract = {
  /** Finds text in everything said, titles first, then messages, the newest first. */
  find: procedure
    .input(z.object({ query: z.string().trim().min(1).max(200) }))
    .output(z.object({ hits: z.array(searchHitSchema), more: z.boolean() })),
}
