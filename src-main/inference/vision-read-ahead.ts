import { hash } from 'node:crypto'
import type { LanguageModelV4Prompt } from '@ai-sdk/provider'
import type { EngineModel } from './engine.ts'
import type { SlotState } from './slot-state.ts'
import { sendPictures } from './vision-media.ts'
import type { Encoded } from './vision-output.ts'
import { picturesOf, toServerMessages } from './vision-prompt.ts'
import { requestReply, toFraction } from './vision-request.ts'
import type { VisionServer } from './vision-server.ts'

/** What was done ahead of a reply. */
export interface AheadFacts {
  tokens: number
  /**
   * What the encoder had done before; what it did since, it did for this reply. The server tells of
   * its encoder when it comes to it, which may be after what was read has arrived.
   */
  encodedBefore?: Encoded
  restoredTokens: number
}

/** Reads prompts that are still being written, so that little is left to read when they are sent. */
export interface VisionReadAhead {
  /**
   * Resolves when the prompt is read, or as much of it as was when the signal aborted; a picture that
   * is being looked at then is looked at to the end, for it is most likely to be asked about.
   *
   * @throws what the server says
   */
  read(
    prompt: LanguageModelV4Prompt,
    conversationId: string | undefined,
    signal: AbortSignal,
    onProgress: (fraction: number) => void,
  ): Promise<void>
  /**
   * Called when a reply begins, however it ends: what was done ahead of it, for pictures that were
   * taken out again too, is counted for no other. Tells it from the tokens of the prompt that the
   * server had read before the reply.
   */
  claim(
    prompt: LanguageModelV4Prompt,
    conversationId: string | undefined,
  ): (reusedTokens: number) => AheadFacts
}

interface Ahead extends AheadFacts {
  encodedBefore: Encoded
  turns: number
  opening: string
  conversationId: string | undefined
  /** Of the prompt, before anything was read ahead. */
  knownTokens: number
}

/** What a prompt begins with: the rest may still be typed. */
function openingOf([turn]: LanguageModelV4Prompt): string {
  const part = typeof turn?.content === 'string' ? undefined : turn?.content[0]
  if (part?.type === 'text') return part.text.slice(0, 100)
  if (part?.type !== 'file') return ''
  if (part.data.type === 'url') return part.data.url.href
  return part.data.type === 'data' ? hash('sha256', part.data.data) : ''
}

/** A new conversation has no id before its first message is sent. */
const isFor = (
  ahead: Ahead,
  conversationId: string | undefined,
  prompt: LanguageModelV4Prompt,
): boolean =>
  ahead.conversationId === undefined
    ? ahead.opening === openingOf(prompt)
    : ahead.conversationId === conversationId

const nothing: AheadFacts = { tokens: 0, restoredTokens: 0 }

export function createVisionReadAhead(
  server: Pick<VisionServer, 'port' | 'key' | 'mediaFolder' | 'encoded'>,
  slot: SlotState | undefined,
  model: Pick<EngineModel, 'name'>,
): VisionReadAhead {
  let last: Ahead | undefined

  return {
    async read(prompt, conversationId, signal, onProgress) {
      const encodedBefore = server.encoded()
      let progress = { cache: 0, processed: 0 }
      let restoredTokens = 0
      const sent = await sendPictures(server.mediaFolder, picturesOf(prompt, model.name))
      try {
        restoredTokens = (await slot?.enter(conversationId, signal)) ?? 0
        const messages = toServerMessages(prompt, sent.urls, model.name)
        // One token, for the server writes at least one.
        const body = {
          messages,
          stream: true,
          cache_prompt: true,
          return_progress: true,
          max_tokens: 1,
        }
        for await (const { prompt_progress } of requestReply(server, body, signal)) {
          if (!prompt_progress) continue
          progress = prompt_progress
          onProgress(toFraction(prompt_progress))
        }
      } catch (error) {
        if (!signal.aborted) throw error
      } finally {
        slot?.leave({ unsaved: false })
        await sent.remove()
        const turns = prompt.length
        // Whoever changes a draft has it read in pieces.
        const before =
          last?.conversationId === conversationId && last?.turns === turns ? last : undefined
        last = {
          turns,
          opening: openingOf(prompt),
          conversationId,
          knownTokens: Math.min(progress.cache, before?.knownTokens ?? Infinity),
          tokens: progress.processed - progress.cache + (before?.tokens ?? 0),
          encodedBefore: before?.encodedBefore ?? encodedBefore,
          restoredTokens: restoredTokens + (before?.restoredTokens ?? 0),
        }
      }
    },
    claim(prompt, conversationId) {
      const ahead = last
      last = undefined
      if (!ahead || !isFor(ahead, conversationId, prompt) || ahead.turns !== prompt.length)
        return () => nothing
      return (reusedTokens) => {
        const tokens = Math.max(0, Math.min(ahead.tokens, reusedTokens - ahead.knownTokens))
        return tokens === 0
          ? { ...nothing, restoredTokens: ahead.restoredTokens }
          : { ...ahead, tokens }
      }
    },
  }
}
