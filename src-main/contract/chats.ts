import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { arrangeContract, folderSchema } from './arrange.ts'
import { contextChoiceSchema, messageSchema, partSchema, replyPhaseSchema } from './messages.ts'
import { conversationPresetSchema } from './presets.ts'
import { procedure } from './procedure.ts'
import { recipeChanges, recipeSchema } from './recipe.ts'
import { samplingChoiceSchema } from './sampling.ts'

export const chatSchema = z.object({
  id: z.string(),
  title: z.string(),
  /** Model that answers here next; null follows the selected one. */
  modelId: z.string().nullable(),
  preset: conversationPresetSchema,
  /** Newest message of the branch on view. */
  activeLeafId: z.string().nullable(),
  /** A reply is being written. */
  running: z.boolean(),
  /** Folder it lies in; null for none. */
  folderId: z.string().nullable(),
  pinned: z.boolean(),
  archived: z.boolean(),
  createdAt: z.number(),
  updatedAt: z.number(),
})
export type Chat = z.infer<typeof chatSchema>

/**
 * The list of conversations, archived ones too: a snapshot first, then changes. `arranged` has what
 * one command changed: conversations that are new or different, those that went to the trash, and
 * all folders. `sequence` grows by one an event.
 */
export const chatListEventSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('snapshot'),
    sequence: z.number(),
    chats: z.array(chatSchema),
    folders: z.array(folderSchema),
  }),
  z.object({ type: z.literal('chat'), sequence: z.number(), chat: chatSchema }),
  z.object({
    type: z.literal('arranged'),
    sequence: z.number(),
    chats: z.array(chatSchema),
    removed: z.array(z.string()),
    folders: z.array(folderSchema),
  }),
])
export type ChatListEvent = z.infer<typeof chatListEventSchema>

/**
 * One conversation: a snapshot first (running replies with the text so far), then changes. Of a long
 * one the snapshot has what is on view, and `earlier` brings the rest, newest first; what is there
 * already is newer. `message` replaces or adds a whole message; `delta` appends text to a running
 * reply.
 */
export const chatEventSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('snapshot'),
    sequence: z.number(),
    chat: chatSchema,
    messages: z.array(messageSchema),
    /** Phase of each running reply, by message id. */
    phases: z.record(z.string(), replyPhaseSchema),
  }),
  z.object({ type: z.literal('earlier'), messages: z.array(messageSchema) }),
  z.object({ type: z.literal('chat'), sequence: z.number(), chat: chatSchema }),
  z.object({ type: z.literal('message'), sequence: z.number(), message: messageSchema }),
  z.object({
    type: z.literal('delta'),
    sequence: z.number(),
    messageId: z.string(),
    text: z.string(),
  }),
  z.object({
    type: z.literal('phase'),
    sequence: z.number(),
    messageId: z.string(),
    phase: replyPhaseSchema,
  }),
  z.object({ type: z.literal('removed'), sequence: z.number() }),
])
export type ChatEvent = z.infer<typeof chatEventSchema>

const chatIdInput = z.object({ chatId: z.string() })
const replyIdInput = z.object({ replyId: z.string() })
const committedReply = z.object({ chatId: z.string(), replyId: z.string() })

export const chatsContract = {
  follow: procedure.output(eventIterator(chatListEventSchema)),
  followChat: procedure.input(chatIdInput).output(eventIterator(chatEventSchema)),
  /**
   * Commits a message and the start of its reply, then answers. `requestId` makes it safe to
   * repeat: the same id gives the same answer and nothing is doubled.
   */
  send: procedure
    .input(
      z.object({
        requestId: z.uuid(),
        /** Null starts a new conversation. */
        chatId: z.string().nullable(),
        /** Message this one answers; null for the first. */
        parentId: z.string().nullable(),
        modelId: z.string(),
        parts: z.array(partSchema).min(1).max(300),
        /** What to leave out from here on; null goes on as the message before. */
        context: contextChoiceSchema.nullable().default(null),
        /** Who answers in a new conversation; one that is there knows. */
        preset: conversationPresetSchema.nullable().default(null),
        /** Where a new conversation is to lie; in none where that folder is gone. */
        folderId: z.string().nullable().default(null),
      }),
    )
    .output(committedReply.extend({ userMessageId: z.string() })),
  /** Writes another reply to the same message beside one that has ended, also by another model. */
  retry: procedure
    .input(
      z.object({
        requestId: z.uuid(),
        replyId: z.string(),
        modelId: z.string(),
        /** What to leave out this time and from here on; null goes on as before. */
        context: contextChoiceSchema.nullable().default(null),
        /** Goes before everything else chosen, this time only. */
        sampling: samplingChoiceSchema.default({}),
      }),
    )
    .output(committedReply),
  /**
   * Has a reply that has ended gone on with: a new one beside it begins with all of its words, so
   * that nothing of it is lost, and the model writes on from there.
   */
  continueReply: procedure
    .input(
      z.object({
        requestId: z.uuid(),
        replyId: z.string(),
        modelId: z.string(),
        /** As for `retry`. */
        context: contextChoiceSchema.nullable().default(null),
      }),
    )
    .output(committedReply),
  /** Writes a reply again from the very same recipe, seed and all, beside it. */
  repeat: procedure.input(replyIdInput.extend({ requestId: z.uuid() })).output(committedReply),
  /** What a reply was made from, and what of it has changed since; null for one nobody noted. */
  recipe: procedure
    .input(replyIdInput)
    .output(z.object({ recipe: recipeSchema, changes: z.array(z.enum(recipeChanges)) }).nullable()),
  /** Chooses who answers, and how, from the next message on. */
  setPreset: procedure
    .input(chatIdInput.extend({ preset: conversationPresetSchema }))
    .output(z.object({})),
  /** Puts the newest branch through a message on view. */
  showBranch: procedure.input(chatIdInput.extend({ messageId: z.string() })).output(z.object({})),
  /** Copies the messages from the first to this one into a new conversation. */
  branchOut: procedure
    .input(chatIdInput.extend({ requestId: z.uuid(), messageId: z.string() }))
    .output(chatIdInput),
  /** Writes the user's wording of a reply beside it, as a finished version. */
  editReply: procedure
    .input(z.object({ requestId: z.uuid(), replyId: z.string(), text: z.string().trim().min(1) }))
    .output(committedReply),
  /** Ends a running reply and keeps its text; nothing happens if it has already ended. */
  stop: procedure.input(replyIdInput).output(z.object({})),
  rename: procedure
    .input(chatIdInput.extend({ title: z.string().trim().min(1).max(200) }))
    .output(z.object({})),
  ...arrangeContract,
}
