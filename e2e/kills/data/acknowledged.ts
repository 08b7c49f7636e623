import { existsSync } from 'node:fs'
import type BetterSqlite3 from 'better-sqlite3'
import { renderingFile } from '../../../src-main/attachments/rendering-file.ts'

/** Something that a command sets and the next one sets again. */
interface Kept {
  /** Reads it; the first column is compared. */
  sql: string
  of: readonly string[]
  /** Missing where no command of it was answered yet. */
  acknowledged?: string | number | null
  /** Asked for and not answered: it may have happened or not. */
  unanswered?: string | number | null
}

/** What the host said it had done; kept outside of it, so that it survives its kills. */
export interface Acknowledged {
  /** Messages by id, with the words of those that the user wrote. */
  messages: Map<string, string | null>
  /** Pictures by their hash. */
  pictures: Set<string>
  kept: Map<string, Kept>
  /** Has something set and notes it before and after. */
  set(
    what: Omit<Kept, 'acknowledged' | 'unanswered'>,
    value: string | number | null,
    command: () => Promise<unknown>,
  ): Promise<void>
  /** Says nothing of it any more: another command is about to change it too. */
  forget(what: Omit<Kept, 'acknowledged' | 'unanswered'>): void
}

const keyOf = ({ of, sql }: Pick<Kept, 'of' | 'sql'>) => `${sql} ${of.join(' ')}`

/** Whether a conversation is in the archive; what is said in it takes it out. */
export const archivedOf = (chatId: string) => ({
  sql: 'select archived from chats where id = ?',
  of: [chatId],
})

export function createAcknowledged(): Acknowledged {
  const kept: Acknowledged['kept'] = new Map()
  return {
    messages: new Map(),
    pictures: new Set(),
    kept,
    async set(what, value, command) {
      const key = keyOf(what)
      const before = kept.get(key)
      kept.set(key, { ...before, ...what, unanswered: value })
      await command()
      kept.set(key, { ...what, acknowledged: value })
    },
    forget: (what) => void kept.delete(keyOf(what)),
  }
}

export const countAcknowledged = ({ kept, messages, pictures }: Acknowledged) =>
  kept.size + messages.size + pictures.size

/** What of the acknowledged writes a profile does not have; empty for a good one. */
export function findLost(
  database: BetterSqlite3.Database,
  dataFolder: string,
  done: Acknowledged,
): string[] {
  const message = database.prepare('select parts from messages where id = ?').pluck()
  const picture = database.prepare('select 1 from attachments where id = ?')
  const lost: string[] = []
  for (const [id, words] of done.messages) {
    const parts = message.get(id) as string | undefined
    if (parts === undefined) lost.push(`message ${id}`)
    else if (words !== null && !parts.includes(JSON.stringify(words))) lost.push(`words of ${id}`)
  }
  for (const id of done.pictures)
    if (!picture.get(id) || !existsSync(renderingFile(dataFolder, id, 'view')))
      lost.push(`picture ${id}`)
  for (const [key, { acknowledged, of, sql, unanswered }] of done.kept) {
    if (acknowledged === undefined) continue
    const found =
      database
        .prepare(sql)
        .pluck()
        .get(...of) ?? null
    if (found !== acknowledged && (unanswered === undefined || found !== unanswered))
      lost.push(`${key}: ${JSON.stringify(found)} and not ${JSON.stringify(acknowledged)}`)
  }
  return lost
}
