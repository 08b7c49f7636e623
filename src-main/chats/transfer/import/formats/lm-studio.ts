import { z } from 'zod'
import { collapseTree, type ForeignNode } from '../collapse-tree.ts'
import type {
  CountOmission,
  ForeignPart,
  FoundConversation,
  ImportFormat,
} from '../foreign-conversation.ts'
import { baseName, type ImportArchive, type ImportEntry } from '../import-archive.ts'
import { listOf } from '../list-of.ts'
import { readJson } from '../read-json.ts'
import { toTime } from '../to-time.ts'
import { orNames } from './stand-in.ts'
import { withoutThinking } from './without-thinking.ts'

/*
 * LM Studio's folder `~/.lmstudio`: `conversations/**.conversation.json`, and the pictures in
 * `user-files`. A conversation is a list of messages of which each has versions; what follows belongs
 * to the version that is selected. The format is not documented by LM Studio; this follows
 * github.com/YorkieDev/lm-studio-conversation-converter (script.js) and the README of ThreadShelf
 * (github.com/ChrystianSchutz/viewerHistoriLLM), tried with 0.4.
 */

const pieceSchema = z.object({
  type: z.string(),
  text: z.string().nullish().catch(null),
  /** Signs of a model's format around its words, which LM Studio does not show. */
  isStructural: z.boolean().nullish().catch(null),
  fileIdentifier: z.string().nullish().catch(null),
  fileType: z.string().nullish().catch(null),
})
const contentSchema = z.union([z.string(), listOf(pieceSchema)])

const versionSchema = z.object({
  type: z.string().nullish(),
  role: z.string(),
  content: contentSchema.nullish(),
  senderInfo: z.object({ senderName: z.string().nullish() }).nullish().catch(null),
  steps: listOf(
    z.object({
      type: z.string(),
      content: contentSchema.nullish().catch(null),
      style: z.object({ type: z.string().nullish() }).nullish().catch(null),
    }),
  ).nullish(),
})
type Version = z.infer<typeof versionSchema>

const conversationSchema = z.object({
  name: z.string().nullish(),
  pinned: z.boolean().nullish().catch(null),
  createdAt: z.unknown().optional(),
  userLastMessagedAt: z.unknown().optional(),
  assistantLastMessagedAt: z.unknown().optional(),
  systemPrompt: z.string().nullish().catch(null),
  lastUsedModel: z.object({ identifier: z.string().nullish() }).nullish().catch(null),
  messages: listOf(
    z.object({ versions: listOf(versionSchema), currentlySelected: z.number().nullish() }),
  ),
})

/** Steps that tell how LM Studio went about it, not what was said or called. */
const notes = new Set(['debugInfoBlock', 'status', 'toolStatus'])

const ending = /\.conversation\.json$/
const conversations = ({ entries }: ImportArchive) =>
  entries.filter(({ name }) => ending.test(name))

export const lmStudio: ImportFormat = {
  source: 'lm-studio',
  keyedByPlace: true,
  recognises: async (archive) => conversations(archive).length > 0,
  async *read(archive, omit) {
    const files = new Map(archive.entries.map((entry) => [baseName(entry.name), entry]))
    for (const entry of conversations(archive))
      yield readConversation(await readJson(entry), entry, files, omit)
  },
}

function readConversation(
  content: unknown,
  entry: ImportEntry,
  files: ReadonlyMap<string, ImportEntry>,
  omit: CountOmission,
): FoundConversation {
  const read = conversationSchema.safeParse(content)
  if (!read.success) return { kind: 'damaged' }
  const { data } = read
  if (data.systemPrompt) omit('instructions')
  const createdAt = toTime(data.createdAt)
  const nodes: ForeignNode[] = []
  let parentKey: string | null = null
  for (const [index, { versions, currentlySelected }] of data.messages.entries()) {
    const above: string | null = parentKey
    for (const [number, version] of versions.entries()) {
      const key = `${index}-${number}`
      const { role } = version
      if (role !== 'user' && role !== 'assistant') {
        omit(role === 'system' ? 'instructions' : 'tools')
        continue
      }
      const parts = readParts(version, files, omit)
      if (parts.length === 0) continue
      const modelName = version.senderInfo?.senderName ?? data.lastUsedModel?.identifier ?? null
      nodes.push({
        key,
        parentKey: above,
        message: {
          role,
          parts,
          modelName: role === 'assistant' ? modelName : null,
          createdAt,
          status: 'done',
        },
      })
      if (number === (currentlySelected ?? 0) || parentKey === above) parentKey = key
    }
  }
  const tree = collapseTree(nodes, parentKey)
  if (!tree) return { kind: 'damaged' }
  return {
    kind: 'foreign',
    conversation: {
      // Conversations have no id but the name of their file, which is the time they began at.
      key: baseName(entry.name).replace(ending, ''),
      title: data.name ?? '',
      createdAt,
      updatedAt: toTime(data.assistantLastMessagedAt) ?? toTime(data.userLastMessagedAt),
      pinned: data.pinned === true,
      archived: false,
      ...tree,
    },
  }
}

function readParts(
  version: Version,
  files: ReadonlyMap<string, ImportEntry>,
  omit: CountOmission,
): ForeignPart[] {
  const answers = (version.steps ?? []).filter(({ type, style }) => {
    if (type === 'contentBlock' && style?.type !== 'thinking') return true
    if (!notes.has(type)) omit(style?.type === 'thinking' ? 'thinking' : 'unknown')
    return false
  })
  const contents = version.steps ? answers.map(({ content }) => content) : [version.content]
  const pieces = contents.flatMap((content) =>
    typeof content === 'string' ? [{ type: 'text', text: content }] : (content ?? []),
  )
  const parts: ForeignPart[] = []
  const names: string[] = []
  const texts: string[] = []
  for (const piece of pieces as z.infer<typeof pieceSchema>[]) {
    const { type } = piece
    const name = piece.fileIdentifier ?? 'file'
    if (type === 'text') {
      if (piece.text && !piece.isStructural) texts.push(piece.text)
    } else if (type === 'file') {
      const file = files.get(name)
      if (piece.fileType === 'image' && version.role === 'assistant') omit('replyPictures')
      else if (piece.fileType === 'image' && file)
        parts.push({ type: 'picture', picture: { name, open: () => file.open() } })
      else {
        omit(piece.fileType === 'image' ? 'missingPictures' : 'files')
        names.push(name)
      }
    } else if (type === 'toolCallRequest') omit('tools')
    // What a tool answered was counted with its call.
    else if (type !== 'toolCallResult') omit('unknown')
  }
  const said = texts.join('\n\n').trim()
  const isReply = version.role === 'assistant'
  const text = isReply ? withoutThinking(said, () => omit('thinking')) : said
  if (text !== '') parts.push({ type: 'text', text })
  return isReply ? parts : orNames(parts, names)
}
