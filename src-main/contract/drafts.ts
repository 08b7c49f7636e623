import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { attachmentSchema } from './attachments.ts'
import {
  clipPartSchema,
  contextChoiceSchema,
  longTextPartSchema,
  picturePartSchema,
} from './messages.ts'
import { procedure } from './procedure.ts'

const clip = clipPartSchema.shape.data

/** What frames to pick from a clip. Times in seconds from its start. */
export const clipSettingsSchema = z.object({
  startSeconds: z.number(),
  endSeconds: z.number(),
  /** Frames in all, or frames a second. */
  amount: z.object({ by: z.enum(['count', 'rate']), value: z.number() }),
  /** Most tokens the frames may cost together; obeyed where a frame's cost is known. */
  budgetTokens: z.number(),
  sampling: z.enum(['even', 'scenes']),
})

const item = z.object({ key: z.string(), name: z.string() })

/** Something attached to a message that is being put together; complete, so that it can be sent. */
export const keptItemSchema = z.discriminatedUnion('kind', [
  item.extend({
    kind: z.literal('picture'),
    attachment: attachmentSchema,
    detail: picturePartSchema.shape.detail,
    closerLooks: picturePartSchema.shape.closerLooks,
  }),
  item.extend({
    kind: z.literal('clip'),
    clip,
    settings: clipSettingsSchema.optional(),
    removed: z.array(clip.shape.frames.element).optional(),
  }),
  item.extend({ kind: z.literal('text'), text: longTextPartSchema.shape.data.shape.text }),
])
export type KeptItem = z.infer<typeof keptItemSchema>

/** A message being put together, as it outlives the window. */
export const keptDraftSchema = z.object({
  text: z.string(),
  items: z.array(keptItemSchema),
  /** What the user chose to leave out of the conversation from this message on. */
  context: contextChoiceSchema.nullable(),
  /** Names this very content when it is sent, so that sending it again never doubles it. */
  requestId: z.string().nullable(),
})
export type KeptDraft = z.infer<typeof keptDraftSchema>

/** Id of the conversation, or `new` for one that has not begun. */
const draftKey = z.string().max(100)

/** Every draft first, then changes; null for one that was sent or emptied. */
export const draftEventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('snapshot'), drafts: z.record(draftKey, keptDraftSchema) }),
  z.object({
    type: z.literal('draft'),
    draftKey,
    draft: keptDraftSchema.nullable(),
    /** Window that wrote it. */
    windowId: z.string(),
  }),
])
export type DraftEvent = z.infer<typeof draftEventSchema>

export const draftsContract = {
  follow: procedure.output(eventIterator(draftEventSchema)),
  /** Keeps a draft in place of the one before; null lets it go. */
  keep: procedure
    .input(z.object({ draftKey, draft: keptDraftSchema.nullable(), windowId: z.string() }))
    .output(z.object({})),
}
