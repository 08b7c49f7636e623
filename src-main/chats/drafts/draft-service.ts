import { z } from 'zod'
import {
  type DraftEvent,
  type KeptDraft,
  keptDraftSchema,
  type KeptItem,
} from '../../contract/drafts.ts'
import { inTransaction } from '../../database/in-transaction.ts'
import type { Database } from '../../database/open-database.ts'
import { createBroadcast } from '../../platform/broadcast.ts'

/** Messages being put together, kept over a restart with what is attached to them. */
export function createDraftService(database: Database) {
  const all = database.prepare('select chat_key as draftKey, draft from drafts')
  const remove = database.prepare('delete from drafts where chat_key = ?')
  const insert = database.prepare('insert into drafts (chat_key, draft) values (?, ?)')
  const link = database.prepare('insert or ignore into draft_attachments values (?, ?)')
  const changes = createBroadcast<DraftEvent>()

  const read = (): DraftEvent => ({
    type: 'snapshot',
    drafts: Object.fromEntries(
      z
        .array(z.object({ draftKey: z.string(), draft: z.string() }))
        .parse(all.all())
        .flatMap(({ draftKey, draft }) => {
          // One that an older Carat wrote otherwise is passed over, not in the way of all others.
          const parsed = keptDraftSchema.safeParse(JSON.parse(draft))
          return parsed.success ? [[draftKey, parsed.data]] : []
        }),
    ),
  })

  const write = inTransaction(database, (draftKey: string, draft: KeptDraft | null) => {
    remove.run(draftKey)
    if (!draft) return
    insert.run(draftKey, JSON.stringify(draft))
    for (const id of draft.items.flatMap(attachmentIdsOf)) link.run(draftKey, id)
  })

  return {
    follow: (signal: AbortSignal | undefined) => changes.follow(signal, read),
    /** Keeps a draft, or lets it go; windows other than the one that wrote it take it over. */
    keep(draftKey: string, draft: KeptDraft | null, windowId: string): void {
      write(draftKey, draft)
      changes.publish({ type: 'draft', draftKey, draft, windowId })
    },
  }
}

function attachmentIdsOf(item: KeptItem): string[] {
  if (item.kind === 'picture') return [item.attachment.id]
  if (item.kind === 'text') return []
  return [...item.clip.frames, ...(item.removed ?? [])].map(({ attachmentId }) => attachmentId)
}
