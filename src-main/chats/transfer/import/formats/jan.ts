import { z } from 'zod'
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

/*
 * Jan's folder `threads`: for each conversation a folder with `thread.json` and `messages.jsonl`, one
 * message a line, without branches. See github.com/janhq/jan: core/src/types/thread/threadEntity.ts and
 * core/src/types/message/messageEntity.ts.
 */

const threadSchema = z.object({
  id: z.string(),
  title: z.string().nullish(),
  created: z.unknown().optional(),
  updated: z.unknown().optional(),
  metadata: z.object({ title: z.string().nullish() }).nullish().catch(null),
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
  metadata: z.object({ modelId: z.string().nullish() }).nullish().catch(null),
})

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
  const nodes: ForeignNode[] = []
  const lines = list ? await readText(list) : undefined
  for (const line of (lines ?? '').split('\n')) {
    if (line.trim() === '') continue
    const message = messageSchema.safeParse(parseJson(line))
    if (!message.success) {
      omit('unknown')
      continue
    }
    nodes.push({
      key: message.data.id,
      parentKey: nodes.at(-1)?.key ?? null,
      message: readMessage(message.data, model, omit),
    })
  }
  const tree = collapseTree(nodes, nodes.at(-1)?.key ?? null)
  if (!tree) return { kind: 'damaged' }
  return {
    kind: 'foreign',
    conversation: {
      key: id,
      title: title ?? metadata?.title ?? '',
      createdAt: toTime(created),
      updatedAt: toTime(updated),
      ...tree,
    },
  }
}

function readMessage(
  message: z.infer<typeof messageSchema>,
  model: string | null,
  omit: CountOmission,
): ForeignNode['message'] {
  const { role } = message
  if (role !== 'user' && role !== 'assistant') {
    omit(role === 'system' ? 'instructions' : 'tools')
    return null
  }
  const parts: ForeignPart[] = []
  for (const { type, text, image_url } of message.content) {
    if (type === 'text') {
      const words = text?.value?.trim() ?? ''
      if (words !== '') parts.push({ type: 'text', text: words })
    } else if (type === 'image_url') {
      const picture = dataPicture(image_url?.url, 'image')
      if (role === 'assistant') omit('replyPictures')
      else if (picture) parts.push({ type: 'picture', picture })
      else omit('missingPictures')
    } else omit(type === 'reasoning' ? 'thinking' : type === 'tool_call' ? 'tools' : 'unknown')
  }
  if (parts.length === 0) return null
  return {
    role,
    parts,
    modelName: role === 'assistant' ? (message.metadata?.modelId ?? model) : null,
    createdAt: toTime(message.created_at),
    status: message.status === 'ready' || !message.status ? 'done' : 'interrupted',
  }
}
