import type { z } from 'zod'
import type { Ahead, ContextItem, ContextUse, contextContract } from '../../contract/context.ts'
import { type ContextChoice, isPictured, type Message } from '../../contract/messages.ts'
import type { CountingProcess, EngineSlot } from '../../inference/engine-slot.ts'
import { DEMO_MODEL_ID } from '../../models/demo-model.ts'
import type { ModelLibrary } from '../../models/library/model-library.ts'
import { createBroadcast } from '../../platform/broadcast.ts'
import { log } from '../../platform/log.ts'
import type { ChatStore } from '../chat-store.ts'
import type { PresetStore } from '../../presets/preset-store.ts'
import { quoteInstructions, quoteSummary, toPrompt } from '../prompt.ts'
import {
  addTokens,
  createMessageCounter,
  emptyTokens,
  type MessageTokens,
  type StoredPictures,
  totalOf,
} from './count-messages.ts'
import { estimateTokens, leastTokens } from './estimate-tokens.ts'
import { dropOldest, enlargeContext, lowerDetail, useFewerFrames } from './find-remedies.ts'
import { keepChosen } from './keep-chosen.ts'
import { summarise } from './summarise.ts'
import { createTokenCounter, LETTER, type TokenCounter } from './token-counter.ts'

type Input<Name extends 'measure' | 'readAhead' | 'summarise'> = z.output<
  NonNullable<(typeof contextContract)[Name]['~orpc']['inputSchema']>
>

/** What a reply may want; a smaller context gives it a share. */
const REPLY_TOKENS = 1024
const REPLY_SHARE = 1 / 8

/** With less room there is no reply worth having. */
const LEAST_REPLY_TOKENS = 32

interface ContextServiceParts {
  store: Pick<ChatStore, 'branchOf' | 'getMessage'>
  engines: EngineSlot
  models: Pick<ModelLibrary, 'engineModel' | 'fitWith'>
  pictures: StoredPictures
  presets: Pick<PresetStore, 'assistant'>
}

/** Says before a message is sent what it fills, and what can be done when it does not fit. */
export function createContextService(parts: ContextServiceParts) {
  const { engines, models, pictures, presets, store } = parts
  /** What a model said stays true for as long as its process lives. */
  const counters = new WeakMap<CountingProcess, TokenCounter>()

  const counterOf = (process: CountingProcess) => {
    let found = counters.get(process)
    if (!found) counters.set(process, (found = createTokenCounter(process)))
    return found
  }

  /** A draft is measured with every pause in typing, always after the same messages. */
  let lastBranch: Message[] = []

  const branchTo = (parentId: string | null): Message[] => {
    if (parentId === null) return []
    if (lastBranch.at(-1)?.id === parentId) return lastBranch
    store.getMessage(parentId)
    const branch = store.branchOf(parentId)
    if (branch.at(-1)?.status !== 'running') lastBranch = branch
    return branch
  }

  const instructionsOf = ({ assistantId }: Pick<Input<'measure'>, 'assistantId'>) =>
    (assistantId === null ? null : presets.assistant(assistantId)?.instructions) ?? ''

  const measureWith = async (
    counter: TokenCounter,
    contextSize: number,
    input: Input<'measure'>,
    signal: AbortSignal | undefined,
  ): Promise<ContextUse> => {
    const { kept, summary } = keepChosen(withChoice(branchTo(input.parentId), input.context))
    const messages = createMessageCounter(counter, pictures, signal)
    const empty = await messages.countEmpty()
    const earlier = await messages.countMessages(kept)
    const draft = await messages.countMessages([{ role: 'user', parts: input.parts }])
    /** Words before others: templates cut off the line breaks at the end of a turn. */
    const countBefore = async (text: string) =>
      text === '' ? 0 : (await messages.countPart({ type: 'text', text: text + LETTER.text })) - 1
    const summaryTokens = summary === null ? 0 : await countBefore(quoteSummary(summary))
    const instructionTokens = await countBefore(quoteInstructions(instructionsOf(input)))
    const draftTokens = empty + instructionTokens + summaryTokens + totalOf(draft)
    const total = draftTokens + totalOf(earlier)
    const replyTokens = Math.min(REPLY_TOKENS, Math.floor(contextSize * REPLY_SHARE))
    const standing =
      total + LEAST_REPLY_TOKENS > contextSize
        ? 'over'
        : total + replyTokens > contextSize
          ? 'tight'
          : 'fits'
    const crowded = {
      kept,
      summary,
      draft: input.parts,
      counter: messages,
      contextSize,
      total,
      draftTokens,
      replyTokens,
    }
    const remedies =
      standing === 'fits'
        ? []
        : [
            ...(await dropOldest(crowded)),
            ...(await useFewerFrames(crowded)),
            ...(await lowerDetail(crowded)),
            ...(await enlargeContext(crowded, (size) =>
              models.fitWith(input.modelId, { contextSize: size }, signal),
            )),
          ]
    const partTokens: number[] = []
    for (const part of input.parts) partTokens.push(await messages.countPart(part))
    return {
      contextSize,
      exact: counter.exact,
      items: [
        { kind: 'instructions' as const, tokens: instructionTokens, count: 1 },
        ...toItems(kept.length, earlier, draft, empty, summaryTokens),
      ].filter(({ tokens }) => tokens > 0),
      partTokens,
      totalTokens: total,
      replyTokens,
      standing,
      sure: counter.exact,
      remedies,
    }
  }

  /** Whether all of it was read. */
  const read = async (
    input: Input<'readAhead'>,
    signal: AbortSignal,
    onProgress: (fraction: number) => void,
  ): Promise<boolean> => {
    let isRead = false
    try {
      const branch = branchTo(input.parentId)
      if (branch.at(-1)?.status === 'running') return false
      const { kept, summary } = keepChosen(withChoice(branch, input.context))
      const draft = { role: 'user' as const, parts: input.parts }
      const before = { instructions: instructionsOf(input), summary }
      const model = models.engineModel(input.modelId)
      // Another one is not sent away for what may never be sent.
      if (engines.mayLoadToRead()) await engines.preload(model)
      if (signal.aborted) return false
      await engines.whileIdle(model, signal, async (process, mayRead) => {
        if (!process.readAhead) return
        const prompt = await toPrompt([...kept, draft], pictures, before)
        if (mayRead.aborted) return
        await process.readAhead(prompt, branch[0]?.chatId, mayRead, onProgress)
        isRead = !mayRead.aborted
      })
    } catch (error) {
      log.debug({ error }, 'a draft could not be read ahead')
    }
    return isRead
  }

  return {
    /** @throws CaratError about the model or the message, and the signal's reason. */
    async measure(input: Input<'measure'>, signal?: AbortSignal): Promise<ContextUse> {
      const model = models.engineModel(input.modelId)
      const process = engines.resident(model)
      // The text engine has no pictures to measure.
      if (process && (process.kind === 'vision' || !showsPictures(input, branchTo(input.parentId))))
        try {
          return await measureWith(counterOf(process), process.contextSize, input, signal)
        } catch (error) {
          signal?.throwIfAborted()
          log.warn({ error }, 'a model could not count, so an estimate has to do')
        }
      const contextSize =
        process?.contextSize ?? (await models.fitWith(input.modelId, {}, signal)).contextSize
      const estimate = estimateTokens({ demo: model.id === DEMO_MODEL_ID })
      const use = await measureWith(estimate, contextSize, input, signal)
      if (use.standing !== 'over') return use
      const least = await measureWith(leastTokens, contextSize, input, signal)
      return { ...use, sure: least.standing === 'over' }
    },

    /** Never fails: whatever goes wrong will be told when the message is sent. */
    async *readAhead(
      input: Input<'readAhead'>,
      signal?: AbortSignal,
    ): AsyncGenerator<Ahead, void, void> {
      const stop = new AbortController()
      const over = new AbortController()
      const either = signal ? AbortSignal.any([signal, stop.signal]) : stop.signal
      const progress = createBroadcast<Ahead>()
      const following = progress.follow(over.signal)
      const reading = read(input, either, (fraction) => progress.publish({ fraction }))
      void reading.finally(() => over.abort())
      try {
        yield* following
        if (await reading) yield { fraction: 1 }
      } finally {
        stop.abort()
      }
    },

    /** @throws as `summarise` */
    async summarise(input: Input<'summarise'>, signal: AbortSignal): Promise<ContextChoice> {
      const { kept, summary } = keepChosen(branchTo(input.parentId))
      const last = kept.findIndex(({ id }) => id === input.choice.afterMessageId)
      const model = models.engineModel(input.modelId)
      const left = kept.slice(0, last + 1)
      const words = await summarise(left, summary, { engines, model, signal })
      return { ...input.choice, summary: words }
    },
  }
}

const showsPictures = ({ parts }: Input<'measure'>, branch: readonly Message[]) =>
  [...branch, { parts }].some((message) => message.parts.some(isPictured))

/** A choice of the draft holds for what is before it as one of the newest message would. */
const withChoice = (branch: Message[], context: ContextChoice | null): Message[] =>
  context === null
    ? branch
    : branch.map((message, place) =>
        place === branch.length - 1 ? { ...message, context } : message,
      )

function toItems(
  messages: number,
  earlier: MessageTokens,
  draft: MessageTokens,
  empty: number,
  summaryTokens: number,
): ContextItem[] {
  const media = emptyTokens()
  addTokens(media, earlier)
  addTokens(media, draft)
  return [
    { kind: 'summary', tokens: summaryTokens, count: 1 },
    { kind: 'earlier', tokens: earlier.text, count: messages },
    { kind: 'pictures', ...media.pictures },
    { kind: 'frames', ...media.frames },
    { kind: 'texts', ...media.texts },
    { kind: 'text', tokens: draft.text + empty, count: 1 },
  ]
}
