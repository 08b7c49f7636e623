import type { Attachment } from '../contract/attachments.ts'
import type { Database } from '../database/open-database.ts'

/** What is stored of an attachment; its name belongs to the message it is in. */
export type AttachmentFacts = Omit<Attachment, 'name'>

export interface AttachmentRows {
  find(id: string): AttachmentFacts | null
  /** Adds a row, or brings the one that is there up to date; either was added now. */
  insert(facts: AttachmentFacts): AttachmentFacts
  /**
   * Some of those that were last added before a time and that no message and no draft shows, in
   * order of their ids, after one.
   */
  unused(addedBefore: number, afterId: string, limit: number): string[]
  remove(id: string): void
}

export function createAttachmentRows(database: Database): AttachmentRows {
  const find = database.prepare<[string], AttachmentFacts>(
    'select id, media_type as mediaType, width, height, bytes from attachments where id = ?',
  )
  const insert = database.prepare<[AttachmentFacts & { createdAt: number }]>(
    `insert into attachments (id, media_type, width, height, bytes, created_at)
     values (@id, @mediaType, @width, @height, @bytes, @createdAt)
     on conflict (id) do update set
       media_type = excluded.media_type, width = excluded.width, height = excluded.height,
       created_at = excluded.created_at`,
  )
  const unused = database
    .prepare(
      `select id from attachments
       where created_at < ? and id > ?
         and not exists (select 1 from message_attachments where attachment_id = attachments.id)
         and not exists (select 1 from draft_attachments where attachment_id = attachments.id)
       order by id limit ?`,
    )
    .pluck()
  const remove = database.prepare('delete from attachments where id = ?')
  return {
    find: (id) => find.get(id) ?? null,
    insert(facts) {
      insert.run({ ...facts, createdAt: Date.now() })
      return facts
    },
    unused: (addedBefore, afterId, limit) => unused.all(addedBefore, afterId, limit) as string[],
    remove: (id) => void remove.run(id),
  }
}
