import { isDeepStrictEqual } from 'node:util'
import { setImmediate } from 'node:timers/promises'
import type { Part } from '../../../contract/messages.ts'
import { type ConversationPreset, plainPreset } from '../../../contract/presets.ts'
import { inTransaction } from '../../../database/in-transaction.ts'
import type { Database } from '../../../database/open-database.ts'
import { createMessageInsert, toJson } from './insert-messages.ts'
import type { PlacedConversation } from './place-conversation.ts'

/** Replies that are being written wait this long for a step; a conversation of usual length is one. */
const STEP_MS = 25

interface AddParts {
  knownModel(id: string | null): string | null
}

/**
 * Adds conversations whole. A long one takes seconds, most of them for the search, and all that time
 * nobody else would be served: so it comes in several transactions. Until the last one it is in the
 * database as what the user wanted gone for good, which is shown nowhere, and which the next start
 * deletes if this run is killed over it.
 */
export function createAddConversation(database: Database, { knownModel }: AddParts) {
  const assistantExists = database.prepare(
    `select 1 from presets where id = ? and kind = 'assistant'`,
  )
  // Between those that were used before and after it, and in that order when their turn is the same.
  const insertChat = database.prepare(`
    insert into chats
      (id, title, title_source, model_id, preset, folder_id, pinned, archived, created_at, updated_at,
       activity, deleted_at, erased_at)
    values (@id, @title, @titleSource, @modelId, @preset,
      (select id from folders where id = @folderId), @pinned, @archived, @createdAt, @updatedAt, 0,
      @now, @now)`)
  const stayHidden = database.prepare(
    'update chats set deleted_at = @now, erased_at = @now where id = @id',
  )
  const show = database.prepare(`
    update chats set active_leaf_id = @activeLeafId, deleted_at = null, erased_at = null,
      activity = (
        select coalesce(max(activity), 0) from chats where updated_at <= @updatedAt and id <> @id
      )
    where id = @id`)
  const insertMessage = createMessageInsert(database)
  const removeMessage = database.prepare('delete from messages where id = ?')
  const removeChat = database.prepare('delete from chats where id = ?')
  /** On their way in. */
  const coming = new Set<string>()

  const knownPreset = ({ assistantId, modelId, sampling }: ConversationPreset) => {
    const known = assistantId !== null && assistantExists.get(assistantId) ? assistantId : null
    const preset = { assistantId: known, modelId: knownModel(modelId), sampling }
    return isDeepStrictEqual(preset, plainPreset) ? null : preset
  }

  const begin = ({ modelId, preset, pinned, archived, ...chat }: PlacedConversation) => {
    const { id, title, titleSource, folderId, createdAt, updatedAt } = chat
    insertChat.run({
      ...{ id, title, titleSource, folderId, createdAt, updatedAt },
      modelId: knownModel(modelId),
      preset: toJson(knownPreset(preset)),
      pinned: Number(pinned),
      archived: Number(archived),
      now: Date.now(),
    })
  }

  /** As many messages as there is time for; where it goes on, after the last one the length. */
  const addSome = inTransaction(
    database,
    (conversation: PlacedConversation, parts: readonly Part[][], from: number): number => {
      const { id, messages } = conversation
      const until = performance.now() + STEP_MS
      if (from === 0) begin(conversation)
      else stayHidden.run({ id, now: Date.now() })
      let at = from
      while (at < messages.length && (at === from || performance.now() < until)) {
        insertMessage(id, messages[at]!, parts[at] ?? [])
        at += 1
      }
      if (at === messages.length) {
        const { activeLeafId, updatedAt } = conversation
        show.run({ id, activeLeafId, updatedAt })
      }
      return at
    },
  )

  const removeSome = inTransaction(database, (ids: string[]): void => {
    const until = performance.now() + STEP_MS
    for (let id = ids.pop(); id !== undefined; id = ids.pop()) {
      removeMessage.run(id)
      if (performance.now() > until) return
    }
  })

  return {
    /** Whether it is being added now. */
    isComing: (chatId: string) => coming.has(chatId),
    /**
     * @throws when it contradicts itself or the database, and the signal's reason after an abort;
     * nothing of it is kept then.
     */
    async add(
      conversation: PlacedConversation,
      parts: readonly Part[][],
      signal: AbortSignal,
    ): Promise<void> {
      requireOrder(conversation)
      const { id, messages } = conversation
      let added = 0
      coming.add(id)
      try {
        do {
          signal.throwIfAborted()
          added = addSome(conversation, parts, added)
          if (added < messages.length) await setImmediate()
        } while (added < messages.length)
      } catch (error) {
        // The last first, so that none takes others along.
        const left = messages.slice(0, added).map((message) => message.id)
        const isBegun = left.length > 0
        while (left.length > 0) {
          removeSome(left)
          await setImmediate()
        }
        if (isBegun) removeChat.run(id)
        throw error
      } finally {
        coming.delete(id)
      }
    },
  }
}

/** @throws Error where messages do not make a tree in which each comes after the one it follows */
function requireOrder({ activeLeafId, messages }: PlacedConversation): void {
  const earlier = new Set<string>()
  for (const { id, parentId } of messages) {
    if (parentId !== null && !earlier.has(parentId))
      throw new Error('a message comes before the one it follows')
    earlier.add(id)
  }
  if (activeLeafId !== null && !earlier.has(activeLeafId))
    throw new Error('the message on view belongs to no conversation')
}
