import type { Chat } from '../contract/chats.ts'
import type { Failure } from '../contract/errors.ts'
import type { Message, MessageStatus, ReplyStats } from '../contract/messages.ts'
import type { ConversationPreset } from '../contract/presets.ts'
import { type Recipe, recipeSchema } from '../contract/recipe.ts'
import type { Database } from '../database/open-database.ts'
import { CaratError } from '../platform/carat-error.ts'
import { CHAT_COLUMNS, MESSAGE_COLUMNS, toChat, toMessage } from './chat-rows.ts'
import { textParts } from './text-parts.ts'
import { createFolderStore } from './order/folder-store.ts'

/** How a reply ended. */
export interface ReplyEnd {
  status: Exclude<MessageStatus, 'running'>
  text: string
  failure: Failure | null
  stats: ReplyStats | null
  /** What it was made from, where more is known than at its beginning. */
  recipe?: Recipe | null
}

export type ChatStore = ReturnType<typeof createChatStore>

/**
 * Conversations as SQL. Every call is one synchronous statement or transaction, so what it answers
 * is committed and a snapshot can be taken in the same tick as a subscription.
 */
export function createChatStore(database: Database) {
  const folders = createFolderStore(database)
  const chatById = database.prepare(
    `select ${CHAT_COLUMNS} from chats where chats.id = ? and deleted_at is null`,
  )
  const chats = database.prepare(
    `select ${CHAT_COLUMNS} from chats where deleted_at is null order by activity desc`,
  )
  const messageById = database.prepare(`select ${MESSAGE_COLUMNS} from messages where id = ?`)
  const messagesByChat = database.prepare(
    `select ${MESSAGE_COLUMNS} from messages where chat_id = ? order by sequence`,
  )
  const messageCount = database.prepare('select count(*) from messages where chat_id = ?').pluck()
  const newestOnView = database.prepare(`
    with recursive branch as (
      select messages.* from messages join chats on active_leaf_id = messages.id
      where chats.id = @chatId
      union all
      select messages.* from messages join branch on messages.id = branch.parent_id
      limit @limit
    )
    select ${MESSAGE_COLUMNS} from messages
    where id in (select id from branch) or (chat_id = @chatId and status = 'running')
    order by sequence`)
  const messagesBefore = database.prepare(`
    select ${MESSAGE_COLUMNS} from messages where chat_id = ? and sequence < ?
    order by sequence desc limit ?`)
  const branch = database.prepare(`
    with recursive branch as (
      select * from messages where id = ?
      union all
      select messages.* from messages join branch on messages.id = branch.parent_id
    )
    select ${MESSAGE_COLUMNS} from branch order by sequence`)
  const saveText = database.prepare(
    `update messages set parts = ?, made_with = coalesce(?, made_with)
     where id = ? and status = 'running'`,
  )
  const endReply = database.prepare(`
    update messages set status = @status, parts = @parts, failure = @failure, stats = @stats,
      made_with = coalesce(@recipe, made_with)
    where id = @id and status = 'running'`)
  const recipeOf = database.prepare('select made_with from messages where id = ?').pluck()
  const setPreset = database.prepare(
    'update chats set preset = ? where id = ? and deleted_at is null',
  )
  const interrupt = database.prepare(
    `update messages set status = 'interrupted' where status = 'running'`,
  )
  const titleSource = database.prepare('select title_source from chats where id = ?').pluck()
  const setTitle = database.prepare(
    'update chats set title = ?, title_source = ? where id = ? and deleted_at is null',
  )

  const getChat = (chatId: string): Chat => {
    const row = chatById.get(chatId)
    if (!row) throw new CaratError('CHAT_NOT_FOUND', { chatId })
    return toChat(row)
  }

  return {
    /** @throws CaratError `CHAT_NOT_FOUND`, also for one in the trash. */
    getChat,
    /** The last used first, archived ones too. */
    listChats: (): Chat[] => chats.all().map(toChat),
    listFolders: folders.list,
    /** @throws CaratError `MESSAGE_NOT_FOUND` */
    getMessage(messageId: string): Message {
      const row = messageById.get(messageId)
      if (!row) throw new CaratError('MESSAGE_NOT_FOUND', { messageId })
      return toMessage(row)
    },
    /** Every message of a conversation, all branches, in order. */
    listMessages: (chatId: string): Message[] => messagesByChat.all(chatId).map(toMessage),
    /** Messages of a conversation, all branches. */
    countMessages: (chatId: string) => messageCount.get(chatId) as number,
    /** The last so many messages of the branch on view, and every reply that is being written. */
    listNewest: (chatId: string, limit: number): Message[] =>
      newestOnView.all({ chatId, limit }).map(toMessage),
    /** So many messages before one of this sequence, all branches, newest first. */
    listBefore: (chatId: string, sequence: number, limit: number): Message[] =>
      messagesBefore.all(chatId, sequence, limit).map(toMessage),
    /** The way from the first message down to this one. */
    branchOf: (messageId: string): Message[] => branch.all(messageId).map(toMessage),
    /**
     * Keeps the text so far of a running reply.
     *
     * @param recipe what it is made from, where more is known than at its beginning
     */
    saveText: (replyId: string, text: string, recipe: Recipe | null = null) => {
      saveText.run(textParts(text), recipe && JSON.stringify(recipe), replyId)
    },
    endReply(replyId: string, end: ReplyEnd): void {
      endReply.run({
        id: replyId,
        status: end.status,
        parts: textParts(end.text),
        failure: end.failure && JSON.stringify(end.failure),
        stats: end.stats && JSON.stringify(end.stats),
        recipe: end.recipe ? JSON.stringify(end.recipe) : null,
      })
    },
    /** What a reply was made from; null for one from before that was noted, or by the user. */
    getRecipe(replyId: string): Recipe | null {
      const json = recipeOf.get(replyId) as string | null | undefined
      return json ? recipeSchema.parse(JSON.parse(json)) : null
    },
    /** @throws CaratError `CHAT_NOT_FOUND` */
    setPreset(chatId: string, preset: ConversationPreset): void {
      if (setPreset.run(JSON.stringify(preset), chatId).changes === 0)
        throw new CaratError('CHAT_NOT_FOUND', { chatId })
    },
    /** Marks what a dead process left running; the text it had saved stays. */
    interruptRunning: () => {
      interrupt.run()
    },
    hasDerivedTitle: (chatId: string) => titleSource.get(chatId) === 'derived',
    /** @throws CaratError `CHAT_NOT_FOUND` */
    rename(chatId: string, title: string, source: 'derived' | 'user'): void {
      if (setTitle.run(title, source, chatId).changes === 0)
        throw new CaratError('CHAT_NOT_FOUND', { chatId })
    },
  }
}
