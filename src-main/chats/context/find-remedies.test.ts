import { expect, test } from 'vitest'
import type { Message, Part } from '../../contract/messages.ts'
import { createMessageCounter, totalOf } from './count-messages.ts'
import { estimateTokens } from './estimate-tokens.ts'
import { dropOldest, enlargeContext, lowerDetail, useFewerFrames } from './find-remedies.ts'

const counter = createMessageCounter(
  estimateTokens({ demo: false }),
  {
    sidesOf: () => ({ width: 1024, height: 256 }),
    findPicture: async () => new URL('file:///view.png'),
    findViews: async () => [],
  },
  new AbortController().signal,
)
const words = (length: number): Part => ({ type: 'text', text: 'a'.repeat(length) })

const message = (id: string, role: Message['role'], length: number): Message => ({
  id,
  chatId: 'chat',
  parentId: null,
  sequence: 0,
  role,
  status: 'done',
  parts: [words(length)],
  failure: null,
  modelName: null,
  stats: null,
  context: null,
  createdAt: 0,
})

/** Turns of a question with 35 and an answer with 315 letters: some 110 tokens each. */
const conversation = (turns: number) =>
  Array.from({ length: turns }, (_, turn) => [
    message(`question ${turn}`, 'user', 35),
    message(`answer ${turn}`, 'assistant', 315),
  ]).flat()

async function crowd(kept: Message[], draft: Part[], contextSize: number) {
  const earlier = totalOf(await counter.countMessages(kept))
  const draftTokens = totalOf(await counter.countMessages([{ role: 'user', parts: draft }]))
  const total = earlier + draftTokens
  const figures = { contextSize, total, draftTokens, replyTokens: 100 }
  return { kept, summary: null, draft, counter, ...figures }
}

test('the oldest turns go whole, and what stays fills half of the context', async () => {
  const crowded = await crowd(conversation(10), [words(35)], 1000)
  const [drop, sum] = await dropOldest(crowded)
  if (drop?.kind !== 'drop-oldest') throw new Error('nothing can be left out')
  expect(drop.messages % 2).toBe(0)
  expect(drop.choice.afterMessageId).toBe(`answer ${drop.messages / 2 - 1}`)
  const left = crowded.total - drop.freedTokens
  expect(left).toBeLessThanOrEqual(500)
  expect(left).toBeGreaterThan(300)
  expect(sum).toMatchObject({ kind: 'summarise', messages: drop.messages })
})

test('a draft that fills the context alone leaves everything else out', async () => {
  const crowded = await crowd(conversation(3), [words(3000)], 1000)
  const [drop] = await dropOldest(crowded)
  expect(drop).toMatchObject({ messages: 6, choice: { afterMessageId: 'answer 2' } })
  expect(await dropOldest(await crowd([], [words(3000)], 1000))).toEqual([])
})

test('as many frames as fit stay, and at least one', async () => {
  const clip = (count: number): Part => ({
    type: 'data-clip',
    data: {
      name: 'clip.mp4',
      durationSeconds: 60,
      frames: Array.from({ length: count }, (_, seconds) => ({
        attachmentId: 'a'.repeat(64),
        seconds,
      })),
    },
  })
  const [fewer] = await useFewerFrames(await crowd([], [clip(16)], 2048))
  if (fewer?.kind !== 'fewer-frames') throw new Error('no frames can be left out')
  const fits = await crowd([], [clip(fewer.frames)], 2048)
  expect(fits.total + fits.replyTokens).toBeLessThanOrEqual(2048)
  const more = await crowd([], [clip(fewer.frames + 1)], 2048)
  expect(more.total + more.replyTokens).toBeGreaterThan(2048)
  expect(await useFewerFrames(await crowd([], [clip(4)], 200))).toEqual([])
})

test('pictures can be looked at as a whole only', async () => {
  const picture: Part = {
    type: 'file',
    mediaType: 'image/png',
    url: `attachment:${'a'.repeat(64)}`,
    filename: 'wide.png',
  }
  const closely = await crowd([], [{ ...picture, detail: 'detailed' }], 1000)
  const [lower] = await lowerDetail(closely)
  const wholly = await crowd([], [picture], 1000)
  expect(lower).toEqual({
    kind: 'lower-detail',
    freedTokens: closely.total - wholly.total,
  })
  expect(await lowerDetail(wholly)).toEqual([])
})

test('a larger context is the smallest that is enough and that this computer can hold', async () => {
  const crowded = await crowd([], [words(20_000)], 4096)
  const judge = (limit: number) => async (contextSize: number | null) => ({
    totalBytes: (contextSize ?? 0) * 10,
    trainedContext: limit,
    verdict: (contextSize ?? 0) > 8192 ? ('too-big' as const) : ('runs-well' as const),
  })
  expect(await enlargeContext(crowded, judge(131_072))).toEqual([
    { kind: 'larger-context', contextSize: 8192, extraBytes: 40_960, runsWell: true },
  ])
  expect(await enlargeContext(crowded, judge(4096))).toEqual([])
  const huge = await crowd([], [words(40_000)], 4096)
  expect(await enlargeContext(huge, judge(131_072))).toEqual([])
})
