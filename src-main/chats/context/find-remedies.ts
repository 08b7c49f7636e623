import type { ContextRemedy } from '../../contract/context.ts'
import type { Message, Part } from '../../contract/messages.ts'
import { type MessageCounter, totalOf } from './count-messages.ts'

/** What stays of a full context: half, so that there is no need to make room again soon. */
const KEPT_SHARE = 0.5

/** Sizes models are loaded with, in tokens. */
const STEPS = [4096, 8192, 16_384, 32_768, 65_536, 131_072]

interface Crowded {
  /** What is sent of the conversation, before the draft. */
  kept: readonly Message[]
  /** What already stands for still earlier messages. */
  summary: string | null
  draft: readonly Part[]
  counter: MessageCounter
  contextSize: number
  /** Tokens of everything. */
  total: number
  /** Of the draft with what surrounds it. */
  draftTokens: number
  replyTokens: number
}

/**
 * Leaves out the oldest messages, so many that what stays fills half of the context with the draft;
 * a turn is left out whole.
 */
export async function dropOldest(crowded: Crowded): Promise<ContextRemedy[]> {
  const { contextSize, counter, draftTokens, kept, summary, total } = crowded
  const room = contextSize * KEPT_SHARE - draftTokens
  let start = kept.length
  let stays = 0
  for (let first = lastUserBefore(kept, start); first > 0; first = lastUserBefore(kept, first)) {
    const tokens = totalOf(await counter.countMessages(kept.slice(first, start)))
    if (stays + tokens > room) break
    stays += tokens
    start = first
  }
  const last = kept[start - 1]
  const freedTokens = total - draftTokens - stays
  if (!last || freedTokens <= 0) return []
  const afterMessageId = last.id
  return [
    { kind: 'drop-oldest', messages: start, freedTokens, choice: { afterMessageId, summary } },
    { kind: 'summarise', messages: start, choice: { afterMessageId, summary: null } },
  ]
}

const lastUserBefore = (kept: readonly Message[], end: number) =>
  kept.slice(0, end).findLastIndex(({ role }) => role === 'user')

/** So few frames of the draft's clips that everything fits; the times in words go with them. */
export async function useFewerFrames(crowded: Crowded): Promise<ContextRemedy[]> {
  const { contextSize, counter, draft, replyTokens, total } = crowded
  let count = 0
  let tokens = 0
  for (const part of draft)
    if (part.type === 'data-clip') {
      count += part.data.frames.length
      tokens += await counter.countPart(part)
    }
  if (count === 0) return []
  const left = tokens - (total + replyTokens - contextSize)
  const frames = Math.floor((left * count) / tokens)
  return frames >= 1 && frames < count ? [{ kind: 'fewer-frames', frames }] : []
}

/** Looks at the draft's pictures as a whole only, where they are looked at in crops now. */
export async function lowerDetail({ counter, draft }: Crowded): Promise<ContextRemedy[]> {
  let freedTokens = 0
  for (const part of draft)
    if (part.type === 'file' && part.detail !== undefined) {
      const { detail: _, ...whole } = part
      freedTokens += (await counter.countPart(part)) - (await counter.countPart(whole))
    }
  return freedTokens > 0 ? [{ kind: 'lower-detail', freedTokens }] : []
}

/**
 * The smallest usual context that is large enough.
 *
 * @param judge what a context of some tokens takes in all, in bytes, and how it would stand here
 */
export async function enlargeContext(
  { contextSize, replyTokens, total }: Crowded,
  judge: (contextSize: number | null) => Promise<{
    totalBytes: number
    trainedContext: number
    verdict: 'runs-well' | 'tight' | 'too-big'
  }>,
): Promise<ContextRemedy[]> {
  const now = await judge(contextSize)
  const larger = [...STEPS, now.trainedContext]
    .toSorted((one, other) => one - other)
    .find((step) => step > contextSize && step >= total + replyTokens)
  if (larger === undefined || larger > now.trainedContext) return []
  const { totalBytes, verdict } = await judge(larger)
  if (verdict === 'too-big') return []
  const extraBytes = Math.max(0, totalBytes - now.totalBytes)
  const runsWell = verdict === 'runs-well'
  return [{ kind: 'larger-context', contextSize: larger, extraBytes, runsWell }]
}
