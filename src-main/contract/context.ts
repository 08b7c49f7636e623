import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { type ContextChoice, contextChoiceSchema, type Message, partSchema } from './messages.ts'
import { procedure } from './procedure.ts'

/** What fills the context, one line each; `earlier` are the words of the turns before the draft. */
export const contextItemKinds = [
  'instructions',
  'summary',
  'earlier',
  'pictures',
  'frames',
  'texts',
  'text',
] as const

export const contextItemSchema = z.object({
  kind: z.enum(contextItemKinds),
  tokens: z.number().int().nonnegative(),
  /** Messages, pictures or frames. */
  count: z.number().int().nonnegative(),
})
export type ContextItem = z.infer<typeof contextItemSchema>

/** A way to make room. Nothing of it happens before the user chooses it. */
export const contextRemedySchema = z.discriminatedUnion('kind', [
  /** Leaves out the oldest messages, many at once so that what stays is the same for long. */
  z.object({
    kind: z.literal('drop-oldest'),
    messages: z.number().int().positive(),
    freedTokens: z.number().int().positive(),
    choice: contextChoiceSchema,
  }),
  /** The same, but the model first sums them up; `choice.summary` is still null. */
  z.object({
    kind: z.literal('summarise'),
    messages: z.number().int().positive(),
    choice: contextChoiceSchema,
  }),
  /** Sends this many frames of the draft's clips. */
  z.object({ kind: z.literal('fewer-frames'), frames: z.number().int().positive() }),
  /** Looks at the draft's pictures as a whole only. */
  z.object({ kind: z.literal('lower-detail'), freedTokens: z.number().int().positive() }),
  /** Loads the model anew with more context, and what that takes. */
  z.object({
    kind: z.literal('larger-context'),
    contextSize: z.number().int().positive(),
    extraBytes: z.number().nonnegative(),
    runsWell: z.boolean(),
  }),
])
export type ContextRemedy = z.infer<typeof contextRemedySchema>

/** How a message that is not sent yet stands to the context of its model. */
export const contextUseSchema = z.object({
  /** Tokens the model holds, or will hold once it is in memory. */
  contextSize: z.number().int().positive(),
  /** Counted by the model itself; otherwise estimated from the letters, as it is not in memory. */
  exact: z.boolean(),
  items: z.array(contextItemSchema),
  /** Of each part of the draft, in their order. */
  partTokens: z.array(z.number().int().nonnegative()),
  totalTokens: z.number().int().nonnegative(),
  /** Wanted for the reply. */
  replyTokens: z.number().int().nonnegative(),
  /** `tight`: less than the reply may want is left; `over`: it cannot be sent like this. */
  standing: z.enum(['fits', 'tight', 'over']),
  /** Whether that is so however the model will count: it has counted, or it is too much by far. */
  sure: z.boolean(),
  /** Empty while everything fits. */
  remedies: z.array(contextRemedySchema),
})
export type ContextUse = z.infer<typeof contextUseSchema>

/** How much of what was still to be read of a draft is read, 0 to 1. */
export const aheadSchema = z.object({ fraction: z.number().min(0).max(1) })
export type Ahead = z.infer<typeof aheadSchema>

const draftSchema = z.object({
  /** Message the draft answers; null for the first. */
  parentId: z.string().nullable(),
  modelId: z.string(),
  parts: z.array(partSchema).max(300),
  /** As chosen for this draft; null follows the message before. */
  context: contextChoiceSchema.nullable(),
  /** Whose instructions come first. */
  assistantId: z.string().nullable().default(null),
})

export const contextContract = {
  /** Counts a draft together with all that would be sent with it; cheap enough for every pause. */
  measure: procedure.input(draftSchema).output(contextUseSchema),
  /**
   * Has the model read a draft and all before it while it is still being written, if nobody else
   * wants it; where no model is in memory, it is loaded for that. Tells how far it is, ends when all is read or somebody else comes, and
   * keeps what was read when it is stopped.
   */
  readAhead: procedure.input(draftSchema).output(eventIterator(aheadSchema)),
  /** Has the model sum up what a choice leaves out; the choice comes back with those words. */
  summarise: procedure
    .input(z.object({ parentId: z.string(), modelId: z.string(), choice: contextChoiceSchema }))
    .output(contextChoiceSchema),
}

/** What is left out of a branch: the newest choice in it; null for nothing. */
export function choiceOf(branch: readonly Pick<Message, 'context'>[]): ContextChoice | null {
  const choice = branch.findLast(({ context }) => context !== null)?.context ?? null
  return choice === null || choice.afterMessageId === null ? null : choice
}
