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

/** What a message must be, beside its words; null for anything. */
export const searchFiltersSchema = z.object({
  /** Milliseconds since 1970; from this on, and before this. */
  from: z.number().nullable(),
  before: z.number().nullable(),
  /** Name of the model that wrote it. */
  modelName: z.string().nullable(),
  has: z.enum(['picture', 'clip']).nullable(),
  role: z.enum(['user', 'assistant']).nullable(),
  /** Folder its conversation lies in. */
  folderId: z.string().nullable(),
})
export type SearchFilters = z.infer<typeof searchFiltersSchema>

export const noFilters: SearchFilters = {
  from: null,
  before: null,
  modelName: null,
  has: null,
  role: null,
  folderId: null,
}

/** Most messages that are found at once. */
export const MOST_HITS = 50

export const searchContract = {
  /**
   * Finds messages with all these words (see `parseQuery`), the newest first; without words whatever
   * passes the filters. Titles come before the first page.
   */
  find: procedure
    .input(
      z.object({
        query: z.string().trim().max(200),
        filters: searchFiltersSchema.default(noFilters),
        /** `next` of the page before; null for the first. */
        after: z.number().nullable().default(null),
      }),
    )
    .output(
      z.object({
        hits: z.array(searchHitSchema),
        /** Where older ones go on; null when these were all. */
        next: z.number().nullable(),
      }),
    ),
  /** Names of the models that wrote replies. */
  models: procedure.output(z.array(z.string())),
}
