import BetterSqlite3 from 'better-sqlite3'
import { type Preview, PREVIEW_LIMIT, type SnapshotContents } from '../contract/history.ts'

/** What a snapshot holds, in numbers; null if it cannot be read. */
export function describeSnapshot(path: string): SnapshotContents | null {
  try {
    return withReader(path, (database) => {
      const number = (sql: string) => database.prepare(sql).pluck().get() as number
      return {
        chats: number('select count(*) from chats where deleted_at is null'),
        messages: number('select count(*) from messages'),
        newestAt: number('select max(created_at) from messages') as number | null,
      }
    })
  } catch {
    return null
  }
}

interface ChatRow {
  id: string
  title: string
  updatedAt: number
  messages: number
  /** Grows with every message and version, whatever was removed. */
  newest: number
}

/** What would be gained and lost by going back, conversation by conversation; the trash aside. */
export function compareSnapshot(snapshot: string, present: string): Preview {
  const before = new Map(listChats(snapshot).map((chat) => [chat.id, chat]))
  const now = new Map(listChats(present).map((chat) => [chat.id, chat]))
  const all = [...new Map([...before, ...now]).values()].map((chat) => ({
    id: chat.id,
    title: chat.title,
    updatedAt: chat.updatedAt,
    before: before.get(chat.id)?.messages ?? 0,
    now: now.get(chat.id)?.messages ?? 0,
    isSame: before.get(chat.id)?.newest === now.get(chat.id)?.newest,
  }))
  const changes = all.filter((chat) => !chat.isSame || chat.before !== chat.now)
  const count = (is: (chat: (typeof all)[number]) => boolean) => changes.filter(is).length
  const lost = count((chat) => !before.has(chat.id))
  const gained = count((chat) => !now.has(chat.id))
  return {
    gained,
    lost,
    changed: changes.length - gained - lost,
    same: all.length - changes.length,
    chats: [...changes, ...all.filter((chat) => chat.isSame && chat.before === chat.now)]
      .slice(0, PREVIEW_LIMIT)
      .map(({ isSame: _, ...chat }) => chat),
  }
}

/** Pictures that messages of a snapshot have in them. */
export const listSnapshotAttachments = (path: string): string[] =>
  withReader(
    path,
    (database) =>
      database
        .prepare('select distinct attachment_id from message_attachments')
        .pluck()
        .all() as string[],
  )

const listChats = (path: string): ChatRow[] =>
  withReader(
    path,
    (database) =>
      database
        .prepare(
          `select chats.id, title, chats.updated_at as updatedAt, count(messages.id) as messages,
             coalesce(max(messages.sequence), 0) as newest
           from chats left join messages on chat_id = chats.id
           where deleted_at is null group by chats.id order by activity desc`,
        )
        .all() as ChatRow[],
  )

function withReader<Result>(
  path: string,
  work: (database: BetterSqlite3.Database) => Result,
): Result {
  const database = new BetterSqlite3(path, { readonly: true, fileMustExist: true })
  try {
    return work(database)
  } finally {
    database.close()
  }
}
