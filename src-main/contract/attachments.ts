import { z } from 'zod'
import { procedure } from './procedure.ts'

/** Lower-case hexadecimal sha256 of the original bytes. */
export const attachmentIdSchema = z.string().regex(/^[0-9a-f]{64}$/)

/** Most bytes of one picture file that Carat reads (50 MB). */
export const PICTURE_LIMIT_BYTES = 50_000_000
/** Most pixels of one picture (64 megapixels): 20,000 x 20,000 is refused. */
export const PICTURE_LIMIT_PIXELS = 64_000_000

/** A picture that was decoded, turned upright and stored. Sides are of the upright picture. */
export const attachmentSchema = z.object({
  id: attachmentIdSchema,
  name: z.string(),
  /** Format of the original as found in its bytes, never by its name. */
  mediaType: z.string(),
  width: z.number().int().positive(),
  height: z.number().int().positive(),
  bytes: z.number().int().positive(),
})
export type Attachment = z.infer<typeof attachmentSchema>

/** Renderings the hosts serve: `thumbnail` (at most 320 px a side) and `display` (at most 2048). */
export const renderings = ['thumbnail', 'display'] as const
export type Rendering = (typeof renderings)[number]

/** Path of a rendering, the same in both hosts. */
export const renderingPath = (id: string, rendering: Rendering) => `/attachments/${id}/${rendering}`

/** A picture inside a message refers to its attachment by this URL, so history holds no bytes. */
export const attachmentUrl = (id: string) => `attachment:${id}`
export const attachmentIdOf = (url: string) => url.replace(/^attachment:/, '')

export const attachmentsContract = {
  /** Decodes, normalises and stores one picture; adding the same bytes again is free. */
  add: procedure.input(z.object({ file: z.file() })).output(attachmentSchema),
  /** What is known of a stored picture; its name belongs to the message it is in. */
  get: procedure
    .input(z.object({ id: attachmentIdSchema }))
    .output(attachmentSchema.omit({ name: true })),
}
