import { z } from 'zod'
import { attachmentIdSchema } from './attachments.ts'
import { failureSchema } from './errors.ts'

export const textPartSchema = z.object({ type: z.literal('text'), text: z.string() })

/** A rectangle within a picture, in shares of its upright sides. */
export const regionSchema = z.object({
  x: z.number().min(0).max(1),
  y: z.number().min(0).max(1),
  width: z.number().positive().max(1),
  height: z.number().positive().max(1),
})
export type Region = z.infer<typeof regionSchema>

/**
 * How finely a picture is looked at: as one view; as one with up to four crops where its shape asks
 * for them; or always with crops if it is large enough.
 */
export const pictureDetails = ['fast', 'auto', 'detailed'] as const
export type PictureDetail = (typeof pictureDetails)[number]

/** Most parts of one picture that can be looked at more closely. */
export const MOST_CLOSER_LOOKS = 8

/** A picture; the AI SDK's file part, with `attachment:<id>` as its URL. */
export const picturePartSchema = z.object({
  type: z.literal('file'),
  mediaType: z.string(),
  url: z.string().regex(/^attachment:[0-9a-f]{64}$/),
  filename: z.string(),
  /** `fast` where it is missing, as in messages from before there was a choice. */
  detail: z.enum(pictureDetails).optional(),
  /** Parts the user asked to be looked at more closely, each as a view of its own. */
  closerLooks: z.array(regionSchema).max(MOST_CLOSER_LOOKS).optional(),
})

/** A clip as the frames that were picked from it; `seconds` is the time of each in the clip. */
export const clipPartSchema = z.object({
  type: z.literal('data-clip'),
  data: z.object({
    name: z.string(),
    durationSeconds: z.number().nonnegative(),
    frames: z
      .array(z.object({ attachmentId: attachmentIdSchema, seconds: z.number().nonnegative() }))
      .min(1)
      .max(256),
    /** What the frames were picked from, for asking again with other settings. */
    selection: z
      .object({
        startSeconds: z.number().nonnegative(),
        endSeconds: z.number().nonnegative(),
        /** Middles of equal stretches, or where the picture changes most. */
        sampling: z.enum(['even', 'scenes']),
      })
      .optional(),
  }),
})

/** Most letters of one text that was pasted or dropped as a whole. */
export const TEXT_LIMIT = 4_000_000

/** A long text that was pasted or dropped, apart from what the user wrote around it. */
export const longTextPartSchema = z.object({
  type: z.literal('data-text'),
  data: z.object({ name: z.string(), text: z.string().max(TEXT_LIMIT) }),
})

/** Parts in the shape of the AI SDK's UIMessage. */
export const partSchema = z.discriminatedUnion('type', [
  textPartSchema,
  picturePartSchema,
  clipPartSchema,
  longTextPartSchema,
])
export type Part = z.infer<typeof partSchema>
export type PicturePart = z.infer<typeof picturePartSchema>
export type ClipPart = z.infer<typeof clipPartSchema>
export type LongTextPart = z.infer<typeof longTextPartSchema>

/** Whether a model needs eyes for it. */
export const isPictured = (part: Part): part is PicturePart | ClipPart =>
  part.type === 'file' || part.type === 'data-clip'

/** What was measured while a reply was made. Times in milliseconds, speeds in tokens a second. */
export const replyStatsSchema = z.object({
  engine: z.enum(['text', 'vision']),
  /** Where the model ran, e.g. `CPU`, `Metal`, `CUDA`. */
  device: z.string(),
  /** From the request reaching the loaded engine to its first token. */
  timeToFirstTokenMs: z.number(),
  promptTokens: z.number(),
  /** Prompt tokens that were still in the engine's memory and were not read again. */
  reusedTokens: z.number(),
  promptTokensPerSecond: z.number().nullable(),
  outputTokens: z.number(),
  outputTokensPerSecond: z.number().nullable(),
  /** Pictures of the prompt, how many of them the encoder had to look at, and how long it took. */
  pictures: z.number().optional(),
  encodedPictures: z.number().optional(),
  encodeMs: z.number().optional(),
  /** Of the reused tokens, those that came from disk. */
  restoredTokens: z.number().optional(),
  /** Tokens that were read before the message was sent; they are not among the reused ones. */
  aheadTokens: z.number().optional(),
  /** Where the reply was to end at the latest, if somebody had chosen that. */
  tokenLimit: z.number().optional(),
})
export type ReplyStats = z.infer<typeof replyStatsSchema>

/**
 * How a message stands. `interrupted` is a reply whose app died; `stopped` was the user's wish;
 * `length` ended because the context was full.
 */
export const messageStatusSchema = z.enum([
  'running',
  'done',
  'length',
  'stopped',
  'failed',
  'interrupted',
])
export type MessageStatus = z.infer<typeof messageStatusSchema>

/**
 * What of a conversation is left out with the user's consent: all messages up to and with
 * `afterMessageId` (null: none); `summary` stands for them.
 */
export const contextChoiceSchema = z.object({
  afterMessageId: z.string().nullable(),
  summary: z.string().nullable(),
})
export type ContextChoice = z.infer<typeof contextChoiceSchema>

export const messageSchema = z.object({
  id: z.string(),
  chatId: z.string(),
  parentId: z.string().nullable(),
  /** Order within the chat; never the clock. */
  sequence: z.number().int(),
  role: z.enum(['user', 'assistant']),
  status: messageStatusSchema,
  parts: z.array(partSchema),
  /** Set when `status` is `failed`. */
  failure: failureSchema.nullable(),
  /** Name of the model that wrote a reply, as it was called then. */
  modelName: z.string().nullable(),
  stats: replyStatsSchema.nullable(),
  /** Of a user's message: holds for it and those after it, until one has another; null goes on. */
  context: contextChoiceSchema.nullable(),
  /** Milliseconds since 1970, for display only. */
  createdAt: z.number(),
})
export type Message = z.infer<typeof messageSchema>

/**
 * What a running reply is doing. `fraction` is 0 to 1, or null while it cannot be known;
 * `secondsLeft` likewise.
 */
export const replyPhaseSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('queued') }),
  z.object({
    kind: z.literal('building-engine'),
    fraction: z.number(),
    secondsLeft: z.number().nullable(),
  }),
  z.object({ kind: z.literal('loading-model'), fraction: z.number().nullable() }),
  z.object({
    kind: z.literal('reading-prompt'),
    fraction: z.number().nullable(),
    pictures: z.number(),
  }),
  z.object({ kind: z.literal('writing') }),
])
export type ReplyPhase = z.infer<typeof replyPhaseSchema>
