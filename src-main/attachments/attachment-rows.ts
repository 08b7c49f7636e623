import type { Attachment } from '../contract/attachments.ts'
import type { Database } from '../database/open-database.ts'

/** What is stored of an attachment; its name belongs to the message it is in. */
export type AttachmentFacts = Omit<Attachment, 'name'>

export interface AttachmentRows {
  find(id: string): AttachmentFacts | null
  /** Adds a row, or brings the one that is there up to date. */
  insert(facts: AttachmentFacts): AttachmentFacts
}

export function createAttachmentRows(database: Database): AttachmentRows {
  const find = database.prepare<[string], AttachmentFacts>(
    'select id, media_type as mediaType, width, height, bytes from attachments where id = ?',
  )
  const insert = database.prepare<[AttachmentFacts & { createdAt: number }]>(
    `insert into attachments (id, media_type, width, height, bytes, created_at)
     values (@id, @mediaType, @width, @height, @bytes, @createdAt)
     on conflict (id) do update set
       media_type = excluded.media_type, width = excluded.width, height = excluded.height`,
  )
  return {
    find: (id) => find.get(id) ?? null,
    insert(facts) {
      insert.run({ ...facts, createdAt: Date.now() })
      return facts
    },
  }
}
