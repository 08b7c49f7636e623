import { z } from 'zod'
import { type Chat, chatSchema } from '../contract/chats.ts'
import { type Message, messageSchema } from '../contract/messages.ts'
import { plainPreset } from '../contract/presets.ts'

/** Columns of a conversation, with its folder, unless that was removed, and whether a reply runs in it. */
export const CHAT_COLUMNS = `
  chats.id, title, chats.model_id, chats.preset, active_leaf_id, chats.created_at, updated_at,
  pinned, archived,
  (
    select folders.id from folders where folders.id = chats.folder_id and removed_at is null
  ) as folder_id,
  exists (
    select 1 from messages where messages.chat_id = chats.id and status = 'running'
  ) as running`

export const MESSAGE_COLUMNS = `
  id, chat_id, parent_id, sequence, role, status, parts, failure, stats, model_name,
  context, created_at`

const chatRowSchema = z.object({
  id: z.string(),
  title: z.string(),
  model_id: z.string().nullable(),
  preset: z.string().nullable(),
  active_leaf_id: z.string().nullable(),
  created_at: z.number(),
  updated_at: z.number(),
  running: z.number(),
  folder_id: z.string().nullable(),
  pinned: z.number(),
  archived: z.number(),
})

const messageRowSchema = z.object({
  id: z.string(),
  chat_id: z.string(),
  parent_id: z.string().nullable(),
  sequence: z.number(),
  role: z.string(),
  status: z.string(),
  parts: z.string(),
  failure: z.string().nullable(),
  stats: z.string().nullable(),
  model_name: z.string().nullable(),
  context: z.string().nullable(),
  created_at: z.number(),
})

const parsed = (json: string | null): unknown => (json === null ? null : JSON.parse(json))

/** A database row as a conversation; throws on a row that is not one. */
export function toChat(row: unknown): Chat {
  const found = chatRowSchema.parse(row)
  return chatSchema.parse({
    id: found.id,
    title: found.title,
    modelId: found.model_id,
    preset: parsed(found.preset) ?? plainPreset,
    activeLeafId: found.active_leaf_id,
    running: found.running === 1,
    folderId: found.folder_id,
    pinned: found.pinned === 1,
    archived: found.archived === 1,
    createdAt: found.created_at,
    updatedAt: found.updated_at,
  })
}

/** A database row as a message; throws on a row that is not one. */
export function toMessage(row: unknown): Message {
  const found = messageRowSchema.parse(row)
  return messageSchema.parse({
    id: found.id,
    chatId: found.chat_id,
    parentId: found.parent_id,
    sequence: found.sequence,
    role: found.role,
    status: found.status,
    parts: parsed(found.parts),
    failure: parsed(found.failure),
    stats: parsed(found.stats),
    modelName: found.model_name,
    context: parsed(found.context),
    createdAt: found.created_at,
  })
}
