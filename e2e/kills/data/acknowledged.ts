import type BetterSqlite3 from 'better-sqlite3'

/** What the host said it had done; kept outside of it, so that it survives its kills. */
export interface Acknowledged {
  /** Messages by id, with the words of those that the user wrote. */
  messages: Map<string, string | null>
  /** Newest title of each conversation. */
  titles: Map<string, string>
  /** Changes that were asked for and not answered: they may have happened or not. */
  unanswered: { titles: Map<string, string> }
}

export const createAcknowledged = (): Acknowledged => ({
  messages: new Map(),
  titles: new Map(),
  unanswered: { titles: new Map() },
})

/** What of the acknowledged writes a database does not have; empty for a good one. */
export function findLost(database: BetterSqlite3.Database, done: Acknowledged): string[] {
  const message = database.prepare('select parts from messages where id = ?').pluck()
  const chat = database.prepare('select title, title_source from chats where id = ?')
  const lost: string[] = []
  for (const [id, words] of done.messages) {
    const parts = message.get(id) as string | undefined
    if (parts === undefined) lost.push(`message ${id}`)
    else if (words !== null && !parts.includes(JSON.stringify(words))) lost.push(`words of ${id}`)
  }
  for (const [id, title] of done.titles) {
    const row = chat.get(id) as { title: string } | undefined
    const either = [title, done.unanswered.titles.get(id)]
    if (!row || !either.includes(row.title)) lost.push(`title of ${id}`)
  }
  return lost
}
