import { replyStatsSchema } from '../contract/messages.ts'
import type { Database } from '../database/open-database.ts'
import type { ModelUsage, UsageSource } from '../models/library/usage.ts'
import { createBroadcast } from '../platform/broadcast.ts'

/** Replies whose speed is shown; older ones say little of how it is now. */
const LATEST_REPLIES = 5

/** What conversations say of the models: how many used each, when last, and how fast it was. */
export function createModelUsage(database: Database) {
  const totals = database.prepare(`
    select messages.model_id as modelId, count(distinct chat_id) as chats,
      max(messages.created_at) as lastUsedAt
    from messages join chats on chats.id = chat_id
    where role = 'assistant' and messages.model_id is not null and deleted_at is null
    group by messages.model_id`)
  const latestStats = database
    .prepare(`
      select stats from messages where model_id = ? and stats is not null
      order by created_at desc, rowid desc limit ${LATEST_REPLIES}`)
    .pluck()
  const changes = createBroadcast<null>()
  let known: ReadonlyMap<string, ModelUsage> | undefined

  const read = (): ReadonlyMap<string, ModelUsage> => {
    const rows = totals.all() as { modelId: string; chats: number; lastUsedAt: number }[]
    return new Map(
      rows.map(({ modelId, ...used }) => [
        modelId,
        { ...used, speed: toSpeed(latestStats.all(modelId)) },
      ]),
    )
  }

  return {
    read: () => (known ??= read()),
    changes: (signal: AbortSignal) => changes.follow(signal),
    /** Counts anew after each event in conversations, until they end. */
    async watch(events: AsyncIterable<unknown>): Promise<void> {
      for await (const _ of events) {
        known = undefined
        changes.publish(null)
      }
    },
  } satisfies UsageSource & Record<string, unknown>
}

function toSpeed(stats: readonly unknown[]): ModelUsage['speed'] {
  const replies = stats.map((json) => replyStatsSchema.parse(JSON.parse(String(json))))
  const output = median(replies.map((reply) => reply.outputTokensPerSecond))
  if (output === null) return null
  return {
    outputTokensPerSecond: output,
    promptTokensPerSecond: median(replies.map((reply) => reply.promptTokensPerSecond)),
  }
}

function median(values: readonly (number | null)[]): number | null {
  const sorted = values.filter((value) => value !== null).toSorted((one, other) => one - other)
  const middle = sorted[Math.floor(sorted.length / 2)]
  const below = sorted[Math.floor((sorted.length - 1) / 2)]
  return middle === undefined || below === undefined ? null : (middle + below) / 2
}
