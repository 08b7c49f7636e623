import { z } from 'zod'
import { TEXT_LIMIT } from '../../../../contract/messages.ts'
import { collapseTree, type ForeignNode } from '../collapse-tree.ts'
import { dataPicture } from '../data-picture.ts'
import type {
  CountOmission,
  ForeignPart,
  FoundConversation,
  ImportFormat,
} from '../foreign-conversation.ts'
import { baseName, folderOf, type ImportArchive, type ImportEntry } from '../import-archive.ts'
import { listOf } from '../list-of.ts'
import { parseJson, readJson, readText } from '../read-json.ts'
import { toTime } from '../to-time.ts'
import { findBranches } from './jan-branches.ts'
import { orNames } from './stand-in.ts'
import { withoutThinking } from './without-thinking.ts'

/*
 * Jan's folder `threads`: for each conversation a folder with `thread.json` and `messages.jsonl`, one
 * message a line. See github.com/janhq/jan: core/src/types/thread/threadEntity.ts,
 * core/src/types/message/messageEntity.ts, and in web-app/src/lib messages.ts and fileMetadata.ts.
 */

const threadSchema = z.object({
  id: z.string(),
  title: z.string().nullish(),
  created: z.unknown().optional(),
  updated: z.unknown().optional(),
  metadata: z
    .object({
      title: z.string().nullish(),
      is_favorite: z.boolean().nullish().catch(null),
    })
    .nullish()
    .catch(null),
  assistants: listOf(
    z.object({ model: z.object({ id: z.string().nullish() }).nullish().catch(null) }),
  )
    .nullish()
    .catch(null),
})

const messageSchema = z.object({
  id: z.string(),
  role: z.string(),
  created_at: z.unknown().optional(),
  status: z.string().nullish(),
  content: listOf(
    z.object({
      type: z.string(),
      text: z.object({ value: z.string().nullish() }).nullish().catch(null),
      image_url: z.object({ url: z.string().nullish() }).nullish().catch(null),
    }),
  ).catch([]),
  metadata: z
    .object({
      modelId: z.string().nullish().catch(null),
      parentId: z.string().nullable().optional().catch(undefined),
      activeChildId: z.string().nullable().optional().catch(undefined),
      /** Files of text that the model read as a whole. */
      inline_file_contents: listOf(
        z.object({ name: z.string().nullish(), content: z.string().nullish() }),
      )
        .nullish()
        .catch(null),
    })
    .nullish()
    .catch(null),
})
type JanMessage = z.infer<typeof messageSchema>

/** What Jan writes below a question about files that its model only searches in. */
const [LIST_BEGINS, LIST_ENDS] = ['[ATTACHED_FILES]', '[/ATTACHED_FILES]'] as const

const threads = ({ entries }: ImportArchive) =>
  entries.filter(({ name }) => baseName(name) === 'thread.json')

export const jan: ImportFormat = {
  source: 'jan',
  recognises: async (archive) => threads(archive).length > 0,
  async *read(archive, omit) {
    const files = new Map(archive.entries.map((entry) => [entry.name, entry]))
    for (const entry of threads(archive))
      yield await readThread(entry, files.get(`${folderOf(entry.name)}messages.jsonl`), omit)
  },
}

async function readThread(
  entry: ImportEntry,
  list: ImportEntry | undefined,
  omit: CountOmission,
): Promise<FoundConversation> {
  const read = threadSchema.safeParse(await readJson(entry))
  if (!read.success) return { kind: 'damaged' }
  const { id, title, metadata, created, updated, assistants } = read.data
  const model = assistants?.[0]?.model?.id ?? null
  const messages: JanMessage[] = []
  const lines = list ? await readText(list) : ''
  if (lines === undefined) return { kind: 'damaged' }
  for (const line of lines.split('\n')) {
    if (line.trim() === '') continue
    const message = messageSchema.safeParse(parseJson(line))
    if (!message.success) {
      omit('unknown')
      continue
    }
    messages.push(message.data)
  }
  const { parents, leaf } = findBranches(messages)
  const nodes = messages.map((message): ForeignNode => ({
    key: message.id,
    parentKey: parents.get(message.id) ?? null,
    message: readMessage(message, model, omit),
  }))
  const tree = collapseTree(nodes, leaf)
  if (!tree) return { kind: 'damaged' }
  return {
    kind: 'foreign',
    conversation: {
      key: id,
      title: title ?? metadata?.title ?? '',
      createdAt: toTime(created),
      updatedAt: toTime(updated),
      pinned: metadata?.is_favorite === true,
      archived: false,
      ...tree,
    },
  }
}

function readMessage(
  message: JanMessage,
  model: string | null,
  omit: CountOmission,
): ForeignNode['message'] {
  const { role } = message
  if (role !== 'user' && role !== 'assistant') {
    omit(role === 'system' ? 'instructions' : 'tools')
    return null
  }
  const names: string[] = []
  const parts = role === 'user' ? readFiles(message, names, omit) : []
  for (const { type, text, image_url } of message.content) {
    if (type === 'text') {
      const words = wordsOf(text?.value ?? '', role, names, omit)
      if (words !== '') parts.push({ type: 'text', text: words })
    } else if (type === 'image_url') {
      const picture = dataPicture(image_url?.url, 'image')
      if (role === 'assistant') omit('replyPictures')
      else if (picture) parts.push({ type: 'picture', picture })
      else {
        omit('missingPictures')
        names.push('image')
      }
    } else omit(type === 'reasoning' ? 'thinking' : type === 'tool_call' ? 'tools' : 'unknown')
  }
  const said = role === 'user' ? orNames(parts, names) : parts
  if (said.length === 0) return null
  return {
    role,
    parts: said,
    modelName: role === 'assistant' ? (message.metadata?.modelId ?? model) : null,
    createdAt: toTime(message.created_at),
    status: message.status === 'ready' || !message.status ? 'done' : 'interrupted',
  }
}

/** Files of text that came with a question, each a part of its own. */
function readFiles({ metadata }: JanMessage, names: string[], omit: CountOmission): ForeignPart[] {
  const parts: ForeignPart[] = []
  for (const { name, content } of metadata?.inline_file_contents ?? []) {
    if (!content) continue
    if (content.length <= TEXT_LIMIT)
      parts.push({ type: 'long-text', name: name ?? 'file', text: content })
    else {
      omit('files')
      names.push(name ?? 'file')
    }
  }
  return parts
}

/** What was said, without what Jan keeps in the same text: thoughts, and a list of files. */
function wordsOf(
  text: string,
  role: 'user' | 'assistant',
  names: string[],
  omit: CountOmission,
): string {
  if (role === 'assistant') return withoutThinking(text, () => omit('thinking'))
  const start = text.indexOf(LIST_BEGINS)
  const end = text.indexOf(LIST_ENDS, start)
  if (start === -1 || end === -1) return text.trim()
  for (const [, name] of text.slice(start, end).matchAll(/\bname: ([^,\n]+)/g)) {
    omit('files')
    names.push(name ?? 'file')
  }
  return `${text.slice(0, start)}${text.slice(end + LIST_ENDS.length)}`.trim()
}
