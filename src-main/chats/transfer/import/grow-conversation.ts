import { z } from 'zod'
import { messageStatusSchema, type Part, partSchema } from '../../../contract/messages.ts'
import { inTransaction } from '../../../database/in-transaction.ts'
import type { Database } from '../../../database/open-database.ts'
import { findMissing, type HereMessage, type Missing } from './find-missing.ts'
import { createMessageInsert } from './insert-messages.ts'
import type { PlacedConversation } from './place-conversation.ts'

/** What a conversation shows and where it stands in the list. */
interface Place {
  leafId: string | null
  updatedAt: number
  activity: number
}

/** Messages that an import added to a conversation that was here, and what it takes to take them away. */
export interface Growth {
  chatId: string
  messageIds: readonly string[]
  before: Place
  after: Place
}

const hereSchema = z.object({
  id: z.string(),
  parentId: z.string().nullable(),
  role: z.enum(['user', 'assistant']),
  status: messageStatusSchema,
})
const partsSchema = z.array(partSchema)

/**
 * Conversations that went on elsewhere since they were imported. Their new messages come into the
 * conversation that is here, each below the one it follows; nothing that is here is changed or goes.
 *
 * Where the conversation went on here as well, what came from elsewhere stands beside it as another
 * version, and the branch on view stays on view. Only one that nobody wrote in here, or whose branch
 * on view goes on in what came, shows the branch that the other program shows.
 */
export function createGrowths(database: Database) {
  const insertMessage = createMessageInsert(database)
  const here = database.prepare(
    'select id, parent_id as parentId, role, status from messages where chat_id = ? order by sequence',
  )
  const partsOf = database.prepare('select parts from messages where id = ?').pluck()
  const lastSequence = database
    .prepare('select coalesce(max(sequence), 0) from messages where chat_id = ?')
    .pluck()
  const placeOf = database.prepare<[string], Place>(
    `select active_leaf_id as leafId, updated_at as updatedAt, activity from chats where id = ?`,
  )
  const setPlace = database.prepare(`
    update chats set active_leaf_id = @leafId, updated_at = @updatedAt, activity = @activity
    where id = @id`)
  const activityAt = database
    .prepare('select coalesce(max(activity), 0) from chats where updated_at <= ? and id <> ?')
    .pluck()
  // Whatever is sent, asked again or edited here remembers its request.
  const writtenHere = database.prepare(
    'select 1 from messages where chat_id = ? and request_id is not null limit 1',
  )
  // Let go first: what hangs on each other is deleted one by the other, of which SQLite allows a
  // thousand.
  const untie = database.prepare('update messages set parent_id = null where id = ?')
  const remove = database.prepare('delete from messages where id = ?')

  const listHere = (chatId: string): Map<string, HereMessage> =>
    new Map(
      z
        .array(hereSchema)
        .parse(here.all(chatId))
        .map((message) => [
          message.id,
          {
            ...message,
            parts: () => partsSchema.parse(JSON.parse(String(partsOf.get(message.id)))),
          },
        ]),
    )

  const leafAfter = (
    { id }: PlacedConversation,
    { leafId, messages }: Missing,
    known: ReadonlyMap<string, HereMessage>,
    before: string | null,
  ): string | null => {
    const parents = new Map(
      [...known.values(), ...messages].map((message) => [message.id, message.parentId]),
    )
    if (leafId === null || !parents.has(leafId)) return before
    if (before === null || isAbove(before, leafId, parents)) return leafId
    // It may be one below which the other program has taken something away.
    if (isAbove(leafId, before, parents)) return before
    return writtenHere.get(id) === undefined ? leafId : before
  }

  const grow = (
    conversation: PlacedConversation,
    parts: ReadonlyMap<string, readonly Part[]>,
  ): Growth | null => {
    const { id: chatId, updatedAt } = conversation
    const before = placeOf.get(chatId)
    if (!before) return null
    const known = listHere(chatId)
    const missing = findMissing(conversation, known)
    if (missing.messages.length === 0) return null
    let sequence = Number(lastSequence.get(chatId))
    const placed = new Set(known.keys())
    for (const message of missing.messages) {
      const said = parts.get(message.id)
      if (!said || (message.parentId !== null && !placed.has(message.parentId)))
        throw new Error('a message comes before the one it follows')
      placed.add(message.id)
      insertMessage(chatId, { ...message, sequence: (sequence += 1) }, said)
    }
    const leafId = leafAfter(conversation, missing, known, before.leafId)
    const after: Place =
      updatedAt > before.updatedAt
        ? {
            leafId,
            updatedAt,
            activity: Math.max(before.activity, Number(activityAt.get(updatedAt, chatId))),
          }
        : { ...before, leafId }
    setPlace.run({ id: chatId, ...after })
    return { chatId, messageIds: missing.messages.map(({ id }) => id), before, after }
  }

  const shrink = ({ chatId, messageIds, before, after }: Growth): { kept: number } => {
    const place = placeOf.get(chatId)
    if (!place) return { kept: 0 }
    const parents = new Map(
      [...listHere(chatId).values()].map(({ id, parentId }) => [id, parentId]),
    )
    const added = new Set(messageIds.filter((id) => parents.has(id)))
    const kept = new Set<string>()
    // The last first: each comes after the one it follows.
    for (const [id, parentId] of [...parents].toReversed())
      if (parentId !== null && added.has(parentId) && (!added.has(id) || kept.has(id)))
        kept.add(parentId)
    const leaving = new Set([...added].filter((id) => !kept.has(id)))
    const stays = (id: string | null) => id !== null && parents.has(id) && !leaving.has(id)
    let { leafId } = place
    if (leafId !== null && leaving.has(leafId) && stays(before.leafId)) ({ leafId } = before)
    while (leafId !== null && !stays(leafId)) leafId = parents.get(leafId) ?? null
    leafId ??= [...parents.keys()].findLast(stays) ?? null
    // What happened in it since then keeps its time.
    const isAsLeft = place.updatedAt === after.updatedAt && place.activity === after.activity
    setPlace.run({ id: chatId, ...(isAsLeft ? before : place), leafId })
    for (const id of leaving) untie.run(id)
    for (const id of leaving) remove.run(id)
    return { kept: kept.size }
  }

  return {
    /** What an export has of a conversation that is not here; all of it where that is new. */
    missing: (conversation: PlacedConversation): Missing =>
      findMissing(conversation, listHere(conversation.id)),
    /**
     * Adds what is missing, with these parts by the ids that it will have; null where nothing is.
     *
     * @throws when it contradicts itself or the database; nothing is written then.
     */
    grow: inTransaction(database, grow),
    /**
     * Takes away again what a growth added, but for messages that something from later hangs on; says
     * how many of those there are.
     */
    shrink: inTransaction(database, shrink),
  }
}
export type Growths = ReturnType<typeof createGrowths>

/** Whether one message is another or on the way to it. */
function isAbove(
  above: string,
  below: string,
  parents: ReadonlyMap<string, string | null>,
): boolean {
  for (let id: string | null = below; id !== null; id = parents.get(id) ?? null)
    if (id === above) return true
  return false
}
