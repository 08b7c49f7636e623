import { z } from 'zod'
import { collapseTree, type ForeignNode } from '../collapse-tree.ts'
import { dataPicture } from '../data-picture.ts'
import type {
  CountOmission,
  ForeignPart,
  FoundConversation,
  ImportFormat,
} from '../foreign-conversation.ts'
import type { ImportArchive } from '../import-archive.ts'
import { listOf, recordOf } from '../list-of.ts'
import { firstElement, readElements } from '../read-json.ts'
import { toTime } from '../to-time.ts'
import { orNames } from './stand-in.ts'
import { withoutDetails } from './without-details.ts'
import { withoutThinking } from './without-thinking.ts'

/*
 * Open WebUI's "Export chats": a JSON array of rows of its table `chat`, each with the conversation as
 * a tree in `chat.history.messages`. See github.com/open-webui/open-webui: backend
 * open_webui/models/chats.py and src/lib/utils/index.ts.
 */

const messageSchema = z.object({
  parentId: z.string().nullish(),
  role: z.string(),
  content: z.unknown().optional(),
  timestamp: z.unknown().optional(),
  model: z.string().nullish(),
  modelName: z.string().nullish(),
  done: z.boolean().nullish(),
  files: listOf(
    z.object({ type: z.string().nullish(), url: z.unknown(), name: z.string().nullish() }),
  )
    .nullish()
    .catch(null),
})
type WebuiMessage = z.infer<typeof messageSchema>

const conversationSchema = z.object({
  id: z.string(),
  title: z.string().nullish(),
  created_at: z.unknown().optional(),
  updated_at: z.unknown().optional(),
  pinned: z.boolean().nullish().catch(null),
  archived: z.boolean().nullish().catch(null),
  chat: z.object({
    params: z.object({ system: z.string().nullish() }).nullish().catch(null),
    title: z.string().nullish(),
    history: z.object({
      currentId: z.string().nullish(),
      messages: recordOf(messageSchema.nullable().catch(null)),
    }),
  }),
})

const lists = ({ entries }: ImportArchive) => entries.filter(({ name }) => /\.json$/i.test(name))

export const openWebui: ImportFormat = {
  source: 'open-webui',
  async recognises(archive) {
    // Other programs' archives have thousands of JSON files; these have one or a few.
    for (const entry of lists(archive).slice(0, 20))
      if (conversationSchema.safeParse(await firstElement(entry)).success) return true
    return false
  },
  async *read(archive, omit) {
    for (const entry of lists(archive))
      for await (const element of readElements(entry)) yield readConversation(element, omit)
  },
}

function readConversation(element: unknown, omit: CountOmission): FoundConversation {
  const read = conversationSchema.safeParse(element)
  if (!read.success) return { kind: 'damaged' }
  const { id, title, chat, created_at, updated_at, pinned, archived } = read.data
  if (chat.params?.system) omit('instructions')
  const nodes = Object.entries(chat.history.messages).map(([key, message]): ForeignNode => ({
    key,
    parentKey: message?.parentId ?? null,
    message: message ? readMessage(message, omit) : null,
  }))
  const tree = collapseTree(nodes, chat.history.currentId ?? null)
  if (!tree) return { kind: 'damaged' }
  return {
    kind: 'foreign',
    conversation: {
      key: id,
      title: title ?? chat.title ?? '',
      createdAt: toTime(created_at),
      updatedAt: toTime(updated_at),
      pinned: pinned === true,
      archived: archived === true,
      ...tree,
    },
  }
}

function readMessage(message: WebuiMessage, omit: CountOmission): ForeignNode['message'] {
  const { role, model, modelName } = message
  if (role !== 'user' && role !== 'assistant') {
    omit(role === 'system' ? 'instructions' : 'tools')
    return null
  }
  const parts: ForeignPart[] = []
  const names: string[] = []
  for (const { type, url, name } of message.files ?? []) {
    if (type !== 'image') {
      omit('files')
      names.push(name ?? 'file')
      continue
    }
    if (role === 'assistant') {
      omit('replyPictures')
      continue
    }
    const picture = dataPicture(url, name ?? 'image')
    if (picture) {
      parts.push({ type: 'picture', picture })
      continue
    }
    // Newer ones only say where the server keeps it.
    omit('missingPictures')
    names.push(name ?? 'image')
  }
  const text = textOf(message, role, omit)
  if (text !== '') parts.push({ type: 'text', text })
  const said = role === 'user' ? orNames(parts, names) : parts
  if (said.length === 0) return null
  return {
    role,
    parts: said,
    modelName: role === 'assistant' ? (modelName ?? model ?? null) : null,
    createdAt: toTime(message.timestamp),
    status: role === 'assistant' && message.done === false ? 'interrupted' : 'done',
  }
}

function textOf({ content }: WebuiMessage, role: string, omit: CountOmission): string {
  if (typeof content !== 'string') return ''
  if (role === 'user') return content.trim()
  const answer = withoutDetails(content, (kind) =>
    omit(kind === 'reasoning' ? 'thinking' : 'tools'),
  )
  return withoutThinking(answer, () => omit('thinking'))
}
