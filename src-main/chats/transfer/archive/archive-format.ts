import { z } from 'zod'
import { attachmentIdSchema } from '../../../contract/attachments.ts'
import { failureSchema } from '../../../contract/errors.ts'
import {
  contextChoiceSchema,
  messageStatusSchema,
  partSchema,
  replyStatsSchema,
} from '../../../contract/messages.ts'
import {
  assistantSchema,
  conversationPresetSchema,
  plainPreset,
  promptSchema,
} from '../../../contract/presets.ts'
import { recipeSchema } from '../../../contract/recipe.ts'

/*
 * Carat's own export, version 1: a zip archive with
 *
 *   carat.json                   what this file is, the list of conversations, who answers in them, and
 *                                prompts
 *   conversations/<id>.json      one conversation: every branch of its tree
 *   attachments/<sha256>.<type>  each picture once, its bytes as they were added
 *
 * Ids are kept by an import, so the same conversation is known again and never doubled. Fields may be
 * added within a version; readers pass over what they do not know. A change that an older Carat would
 * misread raises the version, and that Carat then says so.
 */

export const ARCHIVE_VERSION = 1
export const MANIFEST_NAME = 'carat.json'
export const conversationName = (id: string) => `conversations/${id}.json`

const extensions: Record<string, string> = {
  'image/avif': 'avif',
  'image/bmp': 'bmp',
  'image/gif': 'gif',
  'image/heic': 'heic',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/tiff': 'tiff',
  'image/webp': 'webp',
}
/** File ending for a picture of this type. */
export const extensionOf = (mediaType: string) => extensions[mediaType] ?? 'bin'

export const archivedAssistantSchema = assistantSchema.extend({
  /** It was removed, and goes on answering where it was chosen. */
  removed: z.boolean().default(false),
})
export type ArchivedAssistant = z.infer<typeof archivedAssistantSchema>

/** Milliseconds since 1970, up to the last one that a date can be. */
const timeSchema = z.number().int().min(0).max(8_640_000_000_000_000)

export const manifestSchema = z.object({
  format: z.literal('carat-conversations'),
  version: z.number().int().positive(),
  /** Version of the Carat that wrote it. */
  carat: z.string(),
  exportedAt: z.number(),
  /** In the order of the list, newest activity first. */
  conversations: z.array(z.object({ id: z.uuid(), title: z.string() })),
  /** Folders of these conversations, in their order. */
  folders: z.array(z.object({ id: z.uuid(), name: z.string().min(1).max(200) })).default([]),
  /** Who answers in these conversations, in the order of their list. */
  assistants: z.array(archivedAssistantSchema).default([]),
  /** Prompts of one's own, in the order of their list; only of an export of everything. */
  prompts: z.array(promptSchema).default([]),
  attachments: z.array(
    z.object({ id: attachmentIdSchema, file: z.string(), mediaType: z.string() }),
  ),
})
export type Manifest = z.infer<typeof manifestSchema>

export const archivedMessageSchema = z.object({
  id: z.uuid(),
  /** The message it follows; null for a first one. Messages with the same parent are versions. */
  parentId: z.uuid().nullable(),
  /** Order within the conversation; a parent always comes before its children. */
  sequence: z.number().int(),
  role: z.enum(['user', 'assistant']),
  /** As in contract/messages.ts; a reply that was being written is `interrupted`. */
  status: messageStatusSchema.exclude(['running']),
  /** In the shapes of contract/messages.ts; pictures by `attachment:<sha256>`. */
  parts: z.array(partSchema),
  failure: failureSchema.nullable(),
  /** Model of a reply: its id on that computer, and its name. */
  modelId: z.string().nullable(),
  modelName: z.string().nullable(),
  stats: replyStatsSchema.nullable(),
  /** What was left out of the context from this message on. */
  context: contextChoiceSchema.nullable(),
  /** All that a reply was made from; null where nobody noted it. */
  madeWith: recipeSchema.nullable().default(null),
  createdAt: timeSchema,
})
export type ArchivedMessage = z.infer<typeof archivedMessageSchema>

export const archivedConversationSchema = z.object({
  id: z.uuid(),
  title: z.string(),
  /** `derived` titles may still be improved by Carat, `user` titles never. */
  titleSource: z.enum(['derived', 'user']),
  /** Model that answers next; null follows the selected one. */
  modelId: z.string().nullable(),
  /** Who answers next, one of the manifest's assistants, and how. */
  preset: conversationPresetSchema.default(plainPreset),
  /** Newest message of the branch on view. */
  activeLeafId: z.uuid().nullable(),
  /** One of the manifest's folders; null for none. */
  folderId: z.uuid().nullable().default(null),
  pinned: z.boolean().default(false),
  archived: z.boolean().default(false),
  createdAt: timeSchema,
  updatedAt: timeSchema,
  messages: z.array(archivedMessageSchema),
})
export type ArchivedConversation = z.infer<typeof archivedConversationSchema>
