import { randomUUID } from 'node:crypto'
import { attachmentIdOf } from '../contract/attachments.ts'
import type { ContextChoice, Part } from '../contract/messages.ts'
import type { ConversationPreset } from '../contract/presets.ts'
import type { Recipe } from '../contract/recipe.ts'
import type { Database } from '../database/open-database.ts'
import { CaratError } from '../platform/carat-error.ts'
import { textParts } from './text-parts.ts'
import { deriveTitle } from './title.ts'

/** Model that is asked, as it is kept with its reply. */
export interface AskedModel {
  id: string
  name: string
}

/** A message to commit together with the start of its reply. */
export interface SendIntent {
  requestId: string
  chatId: string | null
  parentId: string | null
  model: AskedModel
  parts: Part[]
  context: ContextChoice | null
  /** What the reply is made from. */
  recipe?: Recipe | null
  /** Who answers in a new conversation. */
  preset?: ConversationPreset | null
  /** Where it lies. */
  folderId?: string | null
}

/** Another reply to a message. */
export interface ReplyIntent {
  requestId: string
  chatId: string
  userMessageId: string
  model: AskedModel
  context: ContextChoice | null
  /** Words it begins with, that the model goes on from; none for one that is written anew. */
  begun: string
  /** What it is made from. */
  recipe?: Recipe | null
}

/** What was committed; `repeated` when this request had been committed before. */
export interface CommittedReply {
  chatId: string
  userMessageId: string
  replyId: string
  repeated: boolean
}

/** The two transactions that begin a reply: either everything of one is in the database or nothing. */
export function createMessageCommits(database: Database) {
  const replyByRequest = database.prepare(`
    select id as replyId, parent_id as userMessageId, chat_id as chatId
    from messages where request_id = ? and role = 'assistant'`)
  const messageInChat = database.prepare('select 1 from messages where id = ? and chat_id = ?')
  const liveChat = database.prepare('select 1 from chats where id = ? and deleted_at is null')
  const runningInChat = database.prepare(
    `select 1 from messages where chat_id = ? and status = 'running'`,
  )
  const insertChat = database.prepare(`
    insert into chats
      (id, title, title_source, model_id, preset, folder_id, created_at, updated_at, activity)
    values (@id, @title, 'derived', @modelId, @preset,
      (select id from folders where id = @folderId and removed_at is null), @now, @now, 0)`)
  const touchChat = database.prepare(`
    update chats set active_leaf_id = @leafId, model_id = @modelId, updated_at = @now, archived = 0,
      activity = (select max(activity) + 1 from chats)
    where id = @id`)
  const insertMessage = database.prepare(`
    insert into messages
      (id, chat_id, parent_id, sequence, role, status, parts, model_id, model_name, request_id,
       context, made_with, created_at)
    values (@id, @chatId, @parentId,
      (select coalesce(max(sequence), 0) + 1 from messages where chat_id = @chatId),
      @role, @status, @parts, @modelId, @modelName, @requestId, @context, @madeWith, @now)`)
  const setContext = database.prepare('update messages set context = ? where id = ?')
  const attachmentExists = database.prepare('select 1 from attachments where id = ?')
  const linkAttachment = database.prepare(
    'insert or ignore into message_attachments (message_id, attachment_id) values (?, ?)',
  )

  const findRepeated = (requestId: string): CommittedReply | undefined => {
    const row = replyByRequest.get(requestId) as Omit<CommittedReply, 'repeated'> | undefined
    return row && { ...row, repeated: true }
  }

  const requireIdleChat = (chatId: string) => {
    if (!liveChat.get(chatId)) throw new CaratError('CHAT_NOT_FOUND', { chatId })
    if (runningInChat.get(chatId)) throw new CaratError('CHAT_BUSY', { chatId })
  }

  const beginReply = (intent: Omit<ReplyIntent, 'context' | 'begun'>, begun: string) => {
    const { chatId, userMessageId, model, requestId, recipe } = intent
    const replyId = randomUUID()
    const now = Date.now()
    insertMessage.run({
      id: replyId,
      chatId,
      parentId: userMessageId,
      role: 'assistant',
      status: 'running',
      parts: textParts(begun),
      modelId: model.id,
      modelName: model.name,
      requestId,
      context: null,
      madeWith: recipe ? JSON.stringify(recipe) : null,
      now,
    })
    touchChat.run({ id: chatId, leafId: replyId, modelId: model.id, now })
    return replyId
  }

  const send = (intent: SendIntent): CommittedReply => {
    const repeated = findRepeated(intent.requestId)
    if (repeated) return repeated
    const chatId = intent.chatId ?? randomUUID()
    const userMessageId = randomUUID()
    const now = Date.now()
    if (intent.chatId === null)
      insertChat.run({
        id: chatId,
        title: deriveTitle(intent.parts),
        modelId: intent.model.id,
        preset: intent.preset ? JSON.stringify(intent.preset) : null,
        folderId: intent.folderId ?? null,
        now,
      })
    else requireIdleChat(chatId)
    if (intent.parentId !== null && !messageInChat.get(intent.parentId, chatId))
      throw new CaratError('MESSAGE_NOT_FOUND', { messageId: intent.parentId })
    insertMessage.run({
      id: userMessageId,
      chatId,
      parentId: intent.parentId,
      role: 'user',
      status: 'done',
      parts: JSON.stringify(intent.parts),
      modelId: null,
      modelName: null,
      requestId: intent.requestId,
      context: intent.context && JSON.stringify(intent.context),
      madeWith: null,
      now,
    })
    for (const attachmentId of attachmentIds(intent.parts)) {
      if (!attachmentExists.get(attachmentId))
        throw new CaratError('ATTACHMENT_NOT_FOUND', { attachmentId })
      linkAttachment.run(userMessageId, attachmentId)
    }
    const { model, recipe, requestId } = intent
    const replyId = beginReply({ chatId, userMessageId, model, requestId, recipe }, '')
    return { chatId, userMessageId, replyId, repeated: false }
  }

  const retry = (intent: ReplyIntent): CommittedReply => {
    const { begun, chatId, context, userMessageId } = intent
    const repeated = findRepeated(intent.requestId)
    if (repeated) return repeated
    requireIdleChat(chatId)
    if (context) setContext.run(JSON.stringify(context), userMessageId)
    const replyId = beginReply(intent, begun)
    return { chatId, userMessageId, replyId, repeated: false }
  }

  return {
    /** Commits a user message and its running reply. @throws CaratError, with nothing written. */
    send: (intent: SendIntent): CommittedReply => database.transaction(send)(intent),
    /** Commits another running reply to a message. @throws CaratError, with nothing written. */
    retry: (intent: ReplyIntent): CommittedReply => database.transaction(retry)(intent),
  }
}

function attachmentIds(parts: Part[]): string[] {
  return parts.flatMap((part) => {
    if (part.type === 'file') return [attachmentIdOf(part.url)]
    if (part.type === 'data-clip') return part.data.frames.map((frame) => frame.attachmentId)
    return []
  })
}
