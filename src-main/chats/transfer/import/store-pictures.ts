import type { AttachmentStore } from '../../../attachments/attachment-store.ts'
import { attachmentIdOf, attachmentUrl } from '../../../contract/attachments.ts'
import type { Part } from '../../../contract/messages.ts'
import { toFailure } from '../../../platform/carat-error.ts'
import { log } from '../../../platform/log.ts'
import type { ForeignPicture } from './foreign-conversation.ts'
import type { PlacedConversation, PlacedPart } from './place-conversation.ts'

interface StoredPictures {
  /** Parts of each message, every picture in the store; a name stands for one that cannot be read. */
  parts: Part[][]
  stored: number
  lost: number
}

/**
 * Takes the pictures of a conversation into the attachment store, which decodes them in a process of
 * its own as it does every other picture.
 *
 * @throws the signal's reason after an abort, and when the disk is full
 */
export async function storePictures(
  conversation: PlacedConversation,
  store: Pick<AttachmentStore, 'add' | 'get'>,
  signal: AbortSignal,
): Promise<StoredPictures> {
  const counts = { stored: 0, lost: 0 }
  const known = new Map<string, boolean>()

  const add = async ({ name, open }: ForeignPicture) => {
    try {
      return await store.add({ name, stream: open }, signal)
    } catch (error) {
      signal.throwIfAborted()
      if (toFailure(error).code === 'DISK_FULL') throw error
      log.info({ error }, 'a picture of an import cannot be read')
      return null
    }
  }
  /** Whether the store has a picture that is named by its hash, or has it now. */
  const have = async (id: string): Promise<boolean> => {
    const before = known.get(id)
    if (before !== undefined) return before
    const picture = conversation.pictures.get(id)
    const added = picture ? await add(picture) : null
    const has = added?.id === id || isStored(store, id)
    if (added?.id === id) counts.stored += 1
    if (!has) counts.lost += 1
    known.set(id, has)
    return has
  }

  const toPart = async (part: PlacedPart): Promise<Part> => {
    if (part.type === 'picture') {
      const added = await add(part.picture)
      counts[added ? 'stored' : 'lost'] += 1
      if (!added) return named(part.picture.name)
      const { id, name, mediaType } = added
      return { type: 'file', mediaType, url: attachmentUrl(id), filename: name }
    }
    if (part.type === 'file')
      return (await have(attachmentIdOf(part.url))) ? part : named(part.filename)
    if (part.type !== 'data-clip') return part
    const frames = []
    for (const frame of part.data.frames) if (await have(frame.attachmentId)) frames.push(frame)
    return frames.length > 0 ? { ...part, data: { ...part.data, frames } } : named(part.data.name)
  }

  const all: Part[][] = []
  for (const message of conversation.messages) {
    const parts: Part[] = []
    for (const part of message.parts) {
      signal.throwIfAborted()
      parts.push(await toPart(part))
    }
    all.push(parts)
  }
  return { parts: all, ...counts }
}

const named = (name: string): Part => ({ type: 'text', text: `[${name}]` })

function isStored(store: Pick<AttachmentStore, 'get'>, id: string): boolean {
  try {
    store.get(id)
    return true
  } catch {
    return false
  }
}
