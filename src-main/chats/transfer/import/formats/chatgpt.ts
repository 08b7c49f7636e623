import { z } from 'zod'
import { collapseTree, type ForeignNode } from '../collapse-tree.ts'
import type {
  CountOmission,
  ForeignPart,
  FoundConversation,
  ImportFormat,
} from '../foreign-conversation.ts'
import { baseName, type ImportArchive } from '../import-archive.ts'
import { listOf, recordOf } from '../list-of.ts'
import { firstElement, readElements } from '../read-json.ts'
import { toTime } from '../to-time.ts'
import { createAssets } from './chatgpt-assets.ts'
import { type MarkWords, withoutMarks } from './chatgpt-marks.ts'
import { orNames } from './stand-in.ts'

/*
 * The zip of ChatGPT's data export: `conversations.json`, in newer ones `conversations-000.json` and on,
 * each an array of conversations with their messages as a tree in `mapping`. OpenAI publishes no schema;
 * this follows github.com/mitkury/chatgpt-export-parser (docs/chatgpt-data-export-format.md) and
 * difegam.github.io/chatgpt-to-markdown/reference/data-models.
 */

const messageSchema = z.object({
  author: z.object({ role: z.string() }),
  create_time: z.unknown().optional(),
  content: z
    .object({
      content_type: z.string(),
      parts: z.array(z.unknown()).nullish(),
      text: z.unknown().optional(),
    })
    .nullish(),
  status: z.string().nullish().catch(null),
  weight: z.number().nullish().catch(null),
  recipient: z.string().nullish().catch(null),
  metadata: z
    .object({
      model_slug: z.string().nullish().catch(null),
      is_visually_hidden_from_conversation: z.boolean().nullish().catch(null),
      attachments: listOf(
        z.object({
          id: z.string().catch(''),
          name: z.string().nullish().catch(null),
          mime_type: z.string().nullish().catch(null),
          mimeType: z.string().nullish().catch(null),
        }),
      )
        .nullish()
        .catch(null),
      content_references: listOf(
        z.object({ matched_text: z.unknown(), alt: z.unknown().optional() }),
      )
        .nullish()
        .catch(null),
    })
    .nullish(),
})
type ChatgptMessage = z.infer<typeof messageSchema>

const conversationSchema = z.object({
  id: z.string().nullish(),
  conversation_id: z.string().nullish(),
  title: z.string().nullish(),
  create_time: z.unknown().optional(),
  update_time: z.unknown().optional(),
  current_node: z.string().nullish(),
  is_archived: z.boolean().nullish().catch(null),
  is_starred: z.boolean().nullish().catch(null),
  pinned_time: z.unknown().optional(),
  mapping: recordOf(
    z.object({ parent: z.string().nullish().catch(null), message: z.unknown().optional() }),
  ),
})

/** What was said aloud, beside the pointer to its recording. */
const spokenSchema = z.object({ content_type: z.literal('audio_transcription'), text: z.string() })
const recordings = ['audio_asset_pointer', 'real_time_user_audio_video_asset_pointer'] as const
const recordingSchema = z.object({ content_type: z.enum(recordings) })

const pointerSchema = z.object({
  content_type: z.string().optional(),
  asset_pointer: z.string().startsWith('file-service://').or(z.string().startsWith('sediment://')),
})

const listNames = /^conversations(-\d+)?\.json$/
/** A list of conversations keeps its name in the archive; a file on its own may have any. */
function lists({ entries }: ImportArchive) {
  const named = entries.filter(({ name }) => listNames.test(baseName(name)))
  const [only] = entries
  return named.length === 0 && entries.length === 1 && only ? [only] : named
}

export const chatgpt: ImportFormat = {
  source: 'chatgpt',
  async recognises(archive) {
    for (const entry of lists(archive))
      if (conversationSchema.safeParse(await firstElement(entry)).success) return true
    return false
  },
  async *read(archive, omit) {
    const assets = createAssets(archive.entries)
    for (const entry of lists(archive))
      for await (const element of readElements(entry)) yield readConversation(element, assets, omit)
  },
}

function readConversation(
  element: unknown,
  assets: ReturnType<typeof createAssets>,
  omit: CountOmission,
): FoundConversation {
  const read = conversationSchema.safeParse(element)
  const key = read.data?.conversation_id ?? read.data?.id
  if (!read.success || !key) return { kind: 'damaged' }
  const nodes = Object.entries(read.data.mapping).map(([id, { parent, message }]): ForeignNode => ({
    key: id,
    parentKey: parent ?? null,
    message: message ? readMessage(message, assets, omit) : null,
  }))
  const tree = collapseTree(nodes, read.data.current_node ?? null)
  if (!tree) return { kind: 'damaged' }
  return {
    kind: 'foreign',
    conversation: {
      key,
      title: read.data.title ?? '',
      createdAt: toTime(read.data.create_time),
      updatedAt: toTime(read.data.update_time),
      pinned: read.data.is_starred === true || toTime(read.data.pinned_time) !== null,
      archived: read.data.is_archived === true,
      ...tree,
    },
  }
}

function readMessage(
  json: unknown,
  assets: ReturnType<typeof createAssets>,
  omit: CountOmission,
): ForeignNode['message'] {
  const { data: message } = messageSchema.safeParse(json)
  if (!message) return (omit('unknown'), null)
  const { author, content, metadata } = message
  const hidden = metadata?.is_visually_hidden_from_conversation === true || message.weight === 0
  if (!content || hidden) return null
  if (author.role === 'tool') {
    omit('tools')
    for (const part of content.parts ?? [])
      if (pointerSchema.safeParse(part).success) omit('replyPictures')
    return null
  }
  if (author.role !== 'user' && author.role !== 'assistant') {
    if (textOf(content.parts, new Map()) !== '') omit('instructions')
    return null
  }
  const toTool = author.role === 'assistant' && (message.recipient ?? 'all') !== 'all'
  if (toTool) return (omit('tools'), null)
  const parts = readParts(content, author.role, message, assets, omit)
  if (parts.length === 0) return null
  return {
    role: author.role,
    parts,
    modelName: author.role === 'assistant' ? (metadata?.model_slug ?? null) : null,
    createdAt: toTime(message.create_time),
    status: message.status === 'in_progress' ? 'interrupted' : 'done',
  }
}

const textOf = (parts: readonly unknown[] | null | undefined, words: MarkWords) =>
  (parts ?? [])
    .map((part) => (typeof part === 'string' ? part : spokenSchema.safeParse(part).data?.text))
    .filter((text) => text !== undefined)
    .map((text) => withoutMarks(text, words))
    .join('\n')
    .trim()

function readParts(
  content: NonNullable<ChatgptMessage['content']>,
  role: 'user' | 'assistant',
  { metadata }: ChatgptMessage,
  assets: ReturnType<typeof createAssets>,
  omit: CountOmission,
): ForeignPart[] {
  const kind = content.content_type
  if (kind === 'thoughts' || kind === 'reasoning_recap') return (omit('thinking'), [])
  if (kind === 'user_editable_context' || kind === 'model_editable_context')
    return (omit('instructions'), [])
  if (kind === 'code' && typeof content.text === 'string')
    return [{ type: 'text', text: `\`\`\`\n${content.text}\n\`\`\`` }]
  if (kind !== 'text' && kind !== 'multimodal_text') return (omit('unknown'), [])

  const parts: ForeignPart[] = []
  const names: string[] = []
  const shown = new Set<string>()
  for (const part of content.parts ?? []) {
    if (typeof part !== 'object' || part === null || spokenSchema.safeParse(part).success) continue
    if (recordingSchema.safeParse(part).success) {
      omit('files')
      names.push('audio')
      continue
    }
    const pointer = pointerSchema.safeParse(part)
    if (!pointer.success) {
      omit('unknown')
      continue
    }
    if (role === 'assistant') {
      omit('replyPictures')
      continue
    }
    const id = assets.idOf(pointer.data.asset_pointer)
    shown.add(id)
    const name = metadata?.attachments?.find((attachment) => attachment.id === id)?.name
    const picture = assets.find(id, name ?? null)
    if (picture) {
      parts.push({ type: 'picture', picture })
      continue
    }
    omit('missingPictures')
    names.push(name || id || 'file')
  }
  for (const { id, name, mime_type, mimeType } of metadata?.attachments ?? []) {
    if (shown.has(id) || (mime_type ?? mimeType ?? '').startsWith('image/')) continue
    omit('files')
    names.push(name || id || 'file')
  }
  const references = metadata?.content_references ?? []
  const words = new Map(references.map(({ matched_text, alt }) => [matched_text, alt]))
  const text = textOf(content.parts, words)
  if (text !== '') parts.push({ type: 'text', text })
  return role === 'user' ? orNames(parts, names) : parts
}
