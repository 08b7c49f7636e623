import { z } from 'zod'
import { foldText, parseQuery } from '../../contract/fold-text.ts'
import { MOST_HITS, type SearchFilters, type SearchHit } from '../../contract/search.ts'
import type { Database } from '../../database/open-database.ts'
import { toMatch } from './to-match.ts'
import { toSnippet } from './to-snippet.ts'

const MOST_TITLES = 10
/** Of a folder with more conversations than these, the hits of all are looked at one by one. */
const MOST_NAMED = 200
/** Folded titles that are remembered, so that each letter typed does not fold all of them again. */
const MOST_FOLDED = 20_000

const messageRow = z.object({
  place: z.number(),
  chatId: z.string(),
  chatTitle: z.string(),
  messageId: z.string(),
  role: z.enum(['user', 'assistant']),
  createdAt: z.number(),
  words: z.string(),
})
const titleRow = z.object({ chatId: z.string(), chatTitle: z.string(), createdAt: z.number() })

/** One page of what is sought. */
export interface SearchRequest {
  query: string
  filters: SearchFilters
  after: number | null
}

/** Finds what was said, as long as it is not in the trash. */
export function createSearch(database: Database) {
  const messages = database.prepare(`
    select message_texts.id as place, messages.chat_id as chatId, title as chatTitle,
      messages.id as messageId, role, messages.created_at as createdAt, message_texts.words as words
    from message_search
    join message_texts on message_texts.id = message_search.rowid
    join messages on messages.id = message_texts.message_id
    join chats on chats.id = messages.chat_id and deleted_at is null
    where message_search match @match and message_search.rowid < @after
      and messages.created_at >= @from and messages.created_at < @before
      and (@folderId is null or folder_id = @folderId)
    order by message_search.rowid desc limit ${MOST_HITS + 1}`)
  const titles = database.prepare(`
    select id as chatId, title as chatTitle, updated_at as createdAt from chats
    where deleted_at is null and updated_at >= @from and updated_at < @before
      and (@folderId is null or folder_id = @folderId)
    order by activity desc`)
  // Steps from one name to the next instead of reading every message.
  const models = database
    .prepare(`
      with recursive names (name) as (
        select min(model_name) from messages where model_name is not null
        union all
        select (select min(model_name) from messages where model_name > name)
        from names where name is not null
      )
      select name from names where name is not null`)
    .pluck()

  const inFolder = database
    .prepare(`select id from chats where folder_id = ? and deleted_at is null limit ?`)
    .pluck()
  /** The conversations to look through; null where they are too many to name, or any. */
  const chatsIn = (folderId: string | null) => {
    if (folderId === null) return null
    const ids = z.array(z.string()).parse(inFolder.all(folderId, MOST_NAMED + 1))
    return ids.length > MOST_NAMED ? null : ids
  }

  const foldedTitles = new Map<string, string>()
  const foldTitle = (title: string) => {
    const known = foldedTitles.get(title)
    if (known !== undefined) return known
    if (foldedTitles.size >= MOST_FOLDED) foldedTitles.clear()
    const folded = foldText(title)
    foldedTitles.set(title, folded)
    return folded
  }

  const findTitles = (words: readonly string[], bounds: object): SearchHit[] => {
    const found: SearchHit[] = []
    for (const row of titles.iterate(bounds)) {
      const { chatTitle } = row as { chatTitle: string }
      const folded = foldTitle(chatTitle)
      if (!words.every((word) => folded.includes(word))) continue
      const snippet = toSnippet(chatTitle, words)
      found.push({ ...titleRow.parse(row), messageId: null, role: null, snippet })
      if (found.length === MOST_TITLES) break
    }
    return found
  }

  return {
    find({ query, filters, after }: SearchRequest): { hits: SearchHit[]; next: number | null } {
      const words = parseQuery(query)
      const filtered = Object.values(filters).some((value) => value !== null)
      if (words.length === 0 && !filtered) return { hits: [], next: null }
      const bounds = {
        from: filters.from ?? 0,
        before: filters.before ?? Number.MAX_SAFE_INTEGER,
        folderId: filters.folderId,
      }
      const chatIds = chatsIn(filters.folderId)
      if (chatIds?.length === 0) return { hits: [], next: null }
      const match = toMatch(words, filters, chatIds)
      const rows = messages.all({ ...bounds, match, after: after ?? Number.MAX_SAFE_INTEGER })
      const found = z.array(messageRow).parse(rows)
      const shown = found.slice(0, MOST_HITS)
      // A title has no model, no author and no pictures.
      const { has, modelName, role } = filters
      const named = words.length > 0 && after === null && !has && !modelName && !role
      return {
        hits: [
          ...(named ? findTitles(words, bounds) : []),
          ...shown.map(({ words: text, place: _, ...message }): SearchHit => ({
            ...message,
            snippet: toSnippet(text, words),
          })),
        ],
        next: found.length > MOST_HITS ? (shown.at(-1)?.place ?? null) : null,
      }
    },

    /** Models that wrote replies, by name. */
    models: (): string[] => z.array(z.string()).parse(models.all()),
  }
}
