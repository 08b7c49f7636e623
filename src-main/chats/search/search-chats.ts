import { z } from 'zod'
import { MOST_HITS, type SearchHit } from '../../contract/search.ts'
import type { Database } from '../../database/open-database.ts'
import { toSnippet } from './to-snippet.ts'

/** The index holds groups of three letters; less is looked for in the newest messages only. */
const INDEXED_LENGTH = 3
const SCANNED_MESSAGES = 20_000

const MOST_TITLES = 10

const messageRow = z.object({
  chatId: z.string(),
  chatTitle: z.string(),
  messageId: z.string(),
  role: z.enum(['user', 'assistant']),
  createdAt: z.number(),
  words: z.string(),
})
const titleRow = z.object({ chatId: z.string(), chatTitle: z.string(), createdAt: z.number() })

/** Finds text in everything said that is not in the trash. */
export function createSearch(database: Database) {
  const columns = `
    messages.chat_id as chatId, title as chatTitle, messages.id as messageId, role,
    messages.created_at as createdAt, message_texts.words as words`
  const joins = `
    join messages on messages.id = message_texts.message_id
    join chats on chats.id = messages.chat_id and deleted_at is null`
  const indexed = database.prepare(`
    select ${columns} from message_search
    join message_texts on message_texts.id = message_search.rowid ${joins}
    where message_search match ? order by message_search.rowid desc limit ?`)
  const scanned = database.prepare(`
    select ${columns} from message_texts ${joins}
    where message_texts.id > (select max(id) from message_texts) - ${SCANNED_MESSAGES}
      and message_texts.words like ? escape '\\'
    order by message_texts.id desc limit ?`)
  const titles = database.prepare(`
    select id as chatId, title as chatTitle, updated_at as createdAt from chats
    where deleted_at is null and title like ? escape '\\'
    order by activity desc limit ${MOST_TITLES}`)

  /**
   * Titles first, then messages, the newest first. The query is text to look for and nothing else.
   *
   * @returns `more` when there are older messages with it
   */
  return (query: string): { hits: SearchHit[]; more: boolean } => {
    const wanted = query.replaceAll('\0', '')
    if (wanted === '') return { hits: [], more: false }
    const pattern = `%${wanted.replace(/[\\%_]/g, '\\$&')}%`
    const rows =
      [...wanted].length >= INDEXED_LENGTH
        ? indexed.all(`"${wanted.replaceAll('"', '""')}"`, MOST_HITS + 1)
        : scanned.all(pattern, MOST_HITS + 1)
    const messages = z.array(messageRow).parse(rows)
    const named = z.array(titleRow).parse(titles.all(pattern))
    return {
      hits: [
        ...named.map((chat): SearchHit => ({
          ...chat,
          messageId: null,
          role: null,
          snippet: toSnippet(chat.chatTitle, wanted),
        })),
        ...messages.slice(0, MOST_HITS).map(({ words, ...message }): SearchHit => ({
          ...message,
          snippet: toSnippet(words, wanted),
        })),
      ],
      more: messages.length > MOST_HITS,
    }
  }
}
