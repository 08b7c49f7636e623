import type { Part } from '../../../contract/messages.ts'
import { plainPreset } from '../../../contract/presets.ts'
import type { ImportSource } from '../../../contract/transfer.ts'
import { deriveTitle } from '../../title.ts'
import type {
  ArchivedAssistant,
  ArchivedConversation,
  ArchivedMessage,
  Manifest,
} from '../archive/archive-format.ts'
import type {
  ForeignConversation,
  ForeignMessage,
  ForeignPart,
  ForeignPicture,
  FoundConversation,
  ImportFormat,
} from './foreign-conversation.ts'
import { cutTitle } from './import-archive.ts'
import { stableId } from './stable-id.ts'

/** A part whose picture has not been looked at yet, so that its hash is not known. */
export type PlacedPart = Part | { type: 'picture'; picture: ForeignPicture }

/** A conversation as it will stand here, but for its pictures. */
export interface PlacedConversation extends Omit<ArchivedConversation, 'messages'> {
  messages: (Omit<ArchivedMessage, 'parts'> & { parts: PlacedPart[] })[]
  /** Pictures that parts name by hash. */
  pictures: Pick<ReadonlyMap<string, ForeignPicture>, 'get'>
  /** Folders it may name, in their order. */
  folders: Manifest['folders']
  /** Who may answer in it. */
  assistants: readonly ArchivedAssistant[]
  /** Ids of its messages only say which place they had there. */
  keyedByPlace: boolean
}

/** Gives a conversation ids of its own that are the same each time, and an order. */
export function placeConversation(
  { source, keyedByPlace = false }: Pick<ImportFormat, 'source' | 'keyedByPlace'>,
  found: Exclude<FoundConversation, { kind: 'damaged' }>,
  now: number,
): PlacedConversation {
  if (found.kind === 'carat') {
    const { kind: _, conversation, ...beside } = found
    return { ...conversation, ...beside, keyedByPlace }
  }
  return { ...placeForeign(source, found.conversation, now), keyedByPlace }
}

function placeForeign(
  source: ImportSource,
  conversation: ForeignConversation,
  now: number,
): Omit<PlacedConversation, 'keyedByPlace'> {
  const { key, leafKey } = conversation
  const idOf = (messageKey: string) => stableId(source, key, messageKey)
  const start = conversation.createdAt ?? conversation.updatedAt ?? now
  const timed = inOrder(conversation.messages, start)
  const title = cutTitle(conversation.title.trim())
  const messages: PlacedConversation['messages'] = []
  for (const { message, time } of timed) {
    let parentId = message.parentKey === null ? null : idOf(message.parentKey)
    if (message.role === 'assistant' && parentId === null) {
      // A model cannot be asked to go on where it began itself.
      parentId = idOf(`${message.key} question`)
      messages.push({
        ...emptyMessage,
        id: parentId,
        sequence: messages.length + 1,
        createdAt: time,
      })
    }
    messages.push({
      ...emptyMessage,
      id: idOf(message.key),
      parentId,
      sequence: messages.length + 1,
      role: message.role,
      status: message.status,
      parts: message.parts.map(toPlaced),
      modelName: message.modelName,
      createdAt: time,
    })
  }
  return {
    id: stableId(source, key),
    title: title === '' ? titleFrom(timed) : title,
    titleSource: title === '' ? 'derived' : 'user',
    modelId: null,
    preset: plainPreset,
    activeLeafId: leafKey === null ? (messages.at(-1)?.id ?? null) : idOf(leafKey),
    createdAt: start,
    updatedAt: conversation.updatedAt ?? timed.at(-1)?.time ?? start,
    messages,
    folderId: null,
    pinned: conversation.pinned,
    archived: conversation.archived,
    pictures: new Map(),
    folders: [],
    assistants: [],
  }
}

const emptyMessage = {
  parentId: null,
  role: 'user',
  status: 'done',
  parts: [{ type: 'text', text: '…' }],
  failure: null,
  modelId: null,
  modelName: null,
  stats: null,
  context: null,
  madeWith: null,
} satisfies Partial<PlacedConversation['messages'][number]>

function toPlaced(part: ForeignPart): PlacedPart {
  if (part.type !== 'long-text') return part
  return { type: 'data-text', data: { name: part.name, text: part.text } }
}

interface Timed {
  message: ForeignMessage
  time: number
}

/** By time, since the newest version is the one that is shown; a message never before its parent. */
function inOrder(messages: readonly ForeignMessage[], start: number): Timed[] {
  const times = new Map<string, number>()
  // Trees come with parents before their children.
  const timed = messages.map((message): Timed => {
    const above = message.parentKey === null ? start : (times.get(message.parentKey) ?? start)
    const time = Math.max(message.createdAt ?? above, message.parentKey === null ? 0 : above)
    times.set(message.key, time)
    return { message, time }
  })
  return timed.toSorted((one, other) => one.time - other.time)
}

function titleFrom(timed: readonly Timed[]): string {
  const asked = timed.find(({ message }) => message.role === 'user')
  const parts = (asked?.message.parts ?? []).flatMap((part): Part[] =>
    part.type === 'text' ? [part] : [],
  )
  return deriveTitle(parts)
}
