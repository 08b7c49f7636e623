import { randomUUID } from 'node:crypto'
import { type ContextChoice, contextChoiceSchema } from '../contract/messages.ts'
import { recipeSchema } from '../contract/recipe.ts'
import type { Database } from '../database/open-database.ts'
import { CaratError } from '../platform/carat-error.ts'

/** A conversation that was branched off; `repeated` when this request had been committed before. */
interface CommittedBranch {
  chatId: string
  repeated: boolean
}

/** A reply the user rewrote; `repeated` when this request had been committed before. */
interface CommittedEdit {
  chatId: string
  replyId: string
  repeated: boolean
}

interface BranchRow {
  id: string
  context: string | null
  madeWith: string | null
}

/** Transactions that move within the tree of messages or copy from it; none starts a reply. */
export function createBranchCommits(database: Database) {
  const liveChat = database.prepare('select 1 from chats where id = ? and deleted_at is null')
  const runningInChat = database.prepare(
    `select 1 from messages where chat_id = ? and status = 'running'`,
  )
  const messageInChat = database.prepare('select 1 from messages where id = ? and chat_id = ?')
  const byRequest = database.prepare(
    'select id as replyId, chat_id as chatId from messages where request_id = ?',
  )
  const newestBelow = database
    .prepare(`
      with recursive below as (
        select id, sequence from messages where id = ?
        union all
        select messages.id, messages.sequence
        from messages join below on messages.parent_id = below.id
      )
      select id from below order by sequence desc limit 1`)
    .pluck()
  const setLeaf = database.prepare('update chats set active_leaf_id = ? where id = ?')
  const touchChat = database.prepare(`
    update chats set active_leaf_id = @leafId, updated_at = @now,
      activity = (select max(activity) + 1 from chats)
    where id = @id`)
  const copyChat = database.prepare(`
    insert into chats
      (id, title, title_source, model_id, preset, folder_id, created_at, updated_at, activity)
    select @id, title, title_source, model_id, preset, folder_id, @now, @now, 0
    from chats where id = @from`)
  const branch = database.prepare(`
    with recursive branch as (
      select id, parent_id, sequence, context, made_with from messages where id = ?
      union all
      select messages.id, messages.parent_id, messages.sequence, messages.context,
        messages.made_with
      from messages join branch on messages.id = branch.parent_id
    )
    select id, context, made_with as madeWith from branch order by sequence`)
  const copyMessage = database.prepare(`
    insert into messages
      (id, chat_id, parent_id, sequence, role, status, parts, failure, stats, model_id, model_name,
       context, made_with, created_at)
    select @id, @chatId, @parentId, @sequence, role, status, parts, failure, stats, model_id,
      model_name, @context, @madeWith, created_at
    from messages where id = @from`)
  const setRequest = database.prepare('update messages set request_id = ? where id = ?')
  const copyLinks = database.prepare(`
    insert into message_attachments (message_id, attachment_id)
    select @id, attachment_id from message_attachments where message_id = @from`)
  const copyReply = database.prepare(`
    insert into messages
      (id, chat_id, parent_id, sequence, role, status, parts, model_id, model_name, request_id,
       created_at)
    select @id, chat_id, parent_id,
      (select max(sequence) + 1 from messages as others where others.chat_id = messages.chat_id),
      'assistant', 'done', @parts, model_id, model_name, @requestId, @now
    from messages where id = @from`)
  const replyChat = database
    .prepare(`select chat_id from messages where id = ? and role = 'assistant'`)
    .pluck()

  const requireIdleChat = (chatId: string) => {
    if (!liveChat.get(chatId)) throw new CaratError('CHAT_NOT_FOUND', { chatId })
    if (runningInChat.get(chatId)) throw new CaratError('CHAT_BUSY', { chatId })
  }

  const requireMessage = (messageId: string, chatId: string) => {
    if (!messageInChat.get(messageId, chatId))
      throw new CaratError('MESSAGE_NOT_FOUND', { messageId })
  }

  const findRequest = (requestId: string) =>
    byRequest.get(requestId) as { replyId: string; chatId: string } | undefined

  const showBranch = (chatId: string, messageId: string): void => {
    requireIdleChat(chatId)
    requireMessage(messageId, chatId)
    setLeaf.run(newestBelow.get(messageId), chatId)
  }

  const branchOut = (requestId: string, from: string, messageId: string): CommittedBranch => {
    const repeated = findRequest(requestId)
    if (repeated) return { chatId: repeated.chatId, repeated: true }
    requireIdleChat(from)
    requireMessage(messageId, from)
    const chatId = randomUUID()
    const now = Date.now()
    copyChat.run({ id: chatId, from, now })
    let parentId: string | null = null
    const copies = new Map<string, string>()
    for (const [index, original] of (branch.all(messageId) as BranchRow[]).entries()) {
      const id = randomUUID()
      copies.set(original.id, id)
      copyMessage.run({
        id,
        chatId,
        parentId,
        sequence: index + 1,
        context: renameContext(original.context, copies),
        madeWith: renameRecipe(original.madeWith, copies),
        from: original.id,
      })
      copyLinks.run({ id, from: original.id })
      parentId = id
    }
    // The last copy remembers the request; added with it, a question would wait for its reply
    // before it can be found.
    setRequest.run(requestId, parentId)
    touchChat.run({ id: chatId, leafId: parentId, now })
    return { chatId, repeated: false }
  }

  const editReply = (requestId: string, replyId: string, text: string): CommittedEdit => {
    const repeated = findRequest(requestId)
    if (repeated) return { ...repeated, repeated: true }
    const chatId = replyChat.get(replyId) as string | undefined
    if (chatId === undefined) throw new CaratError('MESSAGE_NOT_FOUND', { messageId: replyId })
    requireIdleChat(chatId)
    const id = randomUUID()
    const now = Date.now()
    const parts = JSON.stringify([{ type: 'text', text }])
    copyReply.run({ id, from: replyId, parts, requestId, now })
    touchChat.run({ id: chatId, leafId: id, now })
    return { chatId, replyId: id, repeated: false }
  }

  return {
    /** Puts the newest message below this one on view. @throws CaratError, with nothing written. */
    showBranch: (...input: Parameters<typeof showBranch>): void =>
      database.transaction(showBranch)(...input),
    /** Copies the way to a message into a new conversation. @throws CaratError, with nothing written. */
    branchOut: (...input: Parameters<typeof branchOut>): CommittedBranch =>
      database.transaction(branchOut)(...input),
    /** Writes the user's wording of a reply beside it. @throws CaratError, with nothing written. */
    editReply: (...input: Parameters<typeof editReply>): CommittedEdit =>
      database.transaction(editReply)(...input),
  }
}

/** What was left out of the original is left out of the copy, under its new name. */
function renameContext(json: string | null, copies: ReadonlyMap<string, string>): string | null {
  if (json === null) return null
  return JSON.stringify(renameChoice(contextChoiceSchema.parse(JSON.parse(json)), copies))
}

function renameRecipe(json: string | null, copies: ReadonlyMap<string, string>): string | null {
  if (json === null) return null
  const recipe = recipeSchema.parse(JSON.parse(json))
  const context = recipe.context && renameChoice(recipe.context, copies)
  return JSON.stringify({ ...recipe, context })
}

const renameChoice = (choice: ContextChoice, copies: ReadonlyMap<string, string>) => ({
  ...choice,
  afterMessageId:
    choice.afterMessageId === null ? null : (copies.get(choice.afterMessageId) ?? null),
})
