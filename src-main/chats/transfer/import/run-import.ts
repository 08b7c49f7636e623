import { setImmediate } from 'node:timers/promises'
import type { AttachmentStore } from '../../../attachments/attachment-store.ts'
import type { ImportResult } from '../../../contract/transfer.ts'
import { toFailure } from '../../../platform/carat-error.ts'
import { log } from '../../../platform/log.ts'
import type { ImportCommits } from './commit-conversation.ts'
import type { FoundBeside } from './foreign-conversation.ts'
import type { Growth, Growths } from './grow-conversation.ts'
import type { ImportTrail } from './import-trail.ts'
import { readExport } from './join-pieces.ts'
import type { PlacedConversation } from './place-conversation.ts'
import type { OpenedExport } from './reader-process.ts'
import { storePictures } from './store-pictures.ts'

export interface ImportParts {
  attachments: Pick<AttachmentStore, 'add' | 'get'>
  commits: ImportCommits
  growths: Growths
  /** Takes who answers in a conversation and the folder it lies in, where they are not here yet. */
  trail: Pick<ImportTrail, 'addAssistants' | 'addFolder'>
  /** Brings one back from the trash as it was. */
  restore(chatId: string): void
  /** Tells of one that is in the database now and was not before. */
  onImported(chatId: string): void
  /** Tells of messages that are in one of the database now and were not before. */
  onGrown(growth: Growth): void
  /** One more was dealt with, whatever came of it. */
  onDone(): void
}

/** What became of the conversations. */
export type ConversationsResult = Omit<ImportResult, 'beside'>

export const noConversations: ConversationsResult = {
  imported: 0,
  grown: 0,
  newMessages: 0,
  failed: 0,
  pictures: 0,
  lostPictures: 0,
  newestChatId: null,
}

/**
 * Imports the chosen conversations one by one, each whole. What has been imported stays after an
 * abort or a failure; `result` tells of it at any time.
 *
 * @throws the signal's reason after an abort, and when the disk is full
 */
export function createImportRun(opened: OpenedExport, named: FoundBeside, parts: ImportParts) {
  const { attachments, commits, growths, onGrown, onImported, onDone, restore, trail } = parts
  const result = { ...noConversations }
  let newest = -Infinity

  const addNamed = (conversation: PlacedConversation, folderId: string | null) => {
    const { assistants, folders, preset } = conversation
    const place = folders.findIndex((folder) => folder.id === folderId)
    const folder = folders[place]
    if (folder) trail.addFolder({ ...folder, place })
    trail.addAssistants(assistants.filter(({ id }) => id === preset.assistantId))
  }

  const store = async (conversation: PlacedConversation, signal: AbortSignal) => {
    const pictures = await storePictures(conversation, attachments, signal)
    const told = () => {
      result.pictures += pictures.stored
      result.lostPictures += pictures.lost
    }
    return { parts: pictures.parts, told }
  }

  /** The messages that are missing of one that is here or in the trash; whether there were any. */
  const grow = async (conversation: PlacedConversation, signal: AbortSignal) => {
    const { messages } = growths.missing(conversation)
    if (messages.length === 0) return null
    const stored = await store({ ...conversation, messages }, signal)
    const parts = new Map(messages.map(({ id }, place) => [id, stored.parts[place] ?? []]))
    // Another window may have brought them meanwhile.
    const growth = growths.grow(conversation, parts)
    if (!growth) return null
    onGrown(growth)
    stored.told()
    return growth
  }

  const add = async (conversation: PlacedConversation, signal: AbortSignal) => {
    const stored = await store(conversation, signal)
    // Another window may have brought it meanwhile.
    if (commits.standing(conversation.id) !== 'new') return false
    addNamed(conversation, conversation.folderId)
    await commits.add(conversation, stored.parts, signal)
    onImported(conversation.id)
    stored.told()
    return true
  }

  /** Whether it is more now than before. */
  const take = async (conversation: PlacedConversation, signal: AbortSignal) => {
    const { id } = conversation
    // Another window brings it just now.
    if (commits.isComing(id)) return false
    const standing = commits.standing(id)
    if (standing === 'new') {
      if (!(await add(conversation, signal))) return false
      result.imported += 1
      return true
    }
    const growth = await grow(conversation, signal)
    if (standing === 'trash') {
      addNamed(conversation, commits.folderOf(id))
      restore(id)
      result.imported += 1
    } else if (growth) {
      result.grown += 1
      result.newMessages += growth.messageIds.length
    }
    return standing === 'trash' || growth !== null
  }

  const takeNewest = ({ id, updatedAt }: PlacedConversation) => {
    if (updatedAt <= newest) return
    newest = updatedAt
    result.newestChatId = id
  }

  return {
    result: (): ConversationsResult => ({ ...result }),
    async run(chosen: ReadonlySet<string>, signal: AbortSignal): Promise<void> {
      const left = new Set(chosen)
      for await (const found of readExport(opened, named, { messagesOf: [...chosen], signal })) {
        signal.throwIfAborted()
        if (found.kind === 'damaged') continue
        const { conversation } = found
        if (!left.delete(conversation.id)) continue
        try {
          if (await take(conversation, signal)) takeNewest(conversation)
        } catch (error) {
          signal.throwIfAborted()
          if (toFailure(error).code === 'DISK_FULL') throw error
          log.warn({ error }, 'a conversation cannot be imported')
          result.failed += 1
        }
        onDone()
        // Replies that are being written go on meanwhile.
        await setImmediate()
        if (left.size === 0) return
      }
      result.failed += left.size
    },
  }
}
