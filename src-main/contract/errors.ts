import { z } from 'zod'

/**
 * Every failure a user can meet, with the facts its sentence needs. The window turns a code into
 * words (what happened, what was kept, what to do next); services never send prose.
 */
export const failures = {
  /** A file of zero bytes. */
  MEDIA_EMPTY: z.object({ name: z.string() }),
  /** More bytes than Carat reads from one file; `limitBytes` is that bound. */
  MEDIA_TOO_LARGE: z.object({ name: z.string(), bytes: z.number(), limitBytes: z.number() }),
  /** More pixels than fit in memory safely; sides in pixels. */
  IMAGE_TOO_LARGE: z.object({
    name: z.string(),
    width: z.number(),
    height: z.number(),
    limitPixels: z.number(),
  }),
  /** The format is known, but its data cannot be decoded. */
  MEDIA_CORRUPT: z.object({ name: z.string(), format: z.string() }),
  /** Not a picture or clip Carat reads; `detected` names what it looks like, `''` if unknown. */
  MEDIA_UNSUPPORTED: z.object({ name: z.string(), detected: z.string() }),
  /** SVG is a program, not pixels, so it is refused by name. */
  MEDIA_SVG: z.object({ name: z.string() }),
  /** The helper process that decodes pictures died on this file. */
  MEDIA_DECODER_CRASHED: z.object({ name: z.string() }),
  ATTACHMENT_NOT_FOUND: z.object({ attachmentId: z.string() }),
  CHAT_NOT_FOUND: z.object({ chatId: z.string() }),
  MESSAGE_NOT_FOUND: z.object({ messageId: z.string() }),
  /** This conversation already has a reply being written. */
  CHAT_BUSY: z.object({ chatId: z.string() }),
  MODEL_NOT_FOUND: z.object({ modelId: z.string() }),
  MODEL_FILE_MISSING: z.object({ modelName: z.string() }),
  MODEL_LOAD_FAILED: z.object({ modelName: z.string(), detail: z.string() }),
  /** The chosen model has no picture encoder. */
  IMAGES_NOT_SUPPORTED: z.object({ modelName: z.string() }),
  /** The picture engine could not be built here; `reason` is the build's code, `detail` its hint. */
  VISION_ENGINE_MISSING: z.object({
    reason: z.enum(['NO_COMPILER', 'NO_CMAKE', 'NO_GIT', 'BUILD_FAILED', 'UNSUPPORTED_PLATFORM']),
    detail: z.string(),
  }),
  /** The engine process ended while it was working; `exit` is its code or signal. */
  ENGINE_CRASHED: z.object({ modelName: z.string(), exit: z.string() }),
  ENGINE_FAILED: z.object({ modelName: z.string(), detail: z.string() }),
  /** The prompt needs more tokens than the loaded context holds. */
  CONTEXT_OVERFLOW: z.object({ modelName: z.string(), contextSize: z.number() }),
  /** The database was written by a newer Carat; it was not touched. */
  DATABASE_NEWER: z.object({ found: z.number(), supported: z.number() }),
  DATABASE_UNREADABLE: z.object({ detail: z.string() }),
  DISK_FULL: z.object({}),
  INTERNAL: z.object({ detail: z.string() }),
} as const

export type FailureCode = keyof typeof failures
export type FailureData<Code extends FailureCode> = z.infer<(typeof failures)[Code]>

/** One failure as a value: what is stored with a reply and what crosses a boundary. */
export type Failure = {
  [Code in FailureCode]: { code: Code; data: FailureData<Code> }
}[FailureCode]

const failureSchemas = Object.entries(failures).map(([code, data]) =>
  z.object({ code: z.literal(code), data }),
)

export const failureSchema = z.union(failureSchemas) as unknown as z.ZodType<Failure>

type FailureMap = { [Code in FailureCode]: { data: (typeof failures)[Code] } }

/** The same table in the form oRPC's `.errors()` takes. */
export const failureMap = Object.fromEntries(
  Object.entries(failures).map(([code, data]) => [code, { data }]),
) as FailureMap
