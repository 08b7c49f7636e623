import type { LanguageModelV4Prompt } from '@ai-sdk/provider'
import type { EngineModel } from './engine.ts'
import type { SlotState } from './slot-state.ts'
import { sendPictures } from './vision-media.ts'
import { picturesOf, toServerMessages } from './vision-prompt.ts'
import { requestReply, toFraction } from './vision-request.ts'
import type { VisionServer } from './vision-server.ts'

/** What was done ahead of a reply. */
export interface AheadFacts {
  tokens: number
  encodedPictures: number
  encodeMs: number
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
   * What of a reply's prompt was read ahead; counted for one reply only.
   *
   * @param reusedTokens of the prompt that the server had read before the reply
   */
  claim(
    prompt: LanguageModelV4Prompt,
    conversationId: string | undefined,
    reusedTokens: number,
  ): AheadFacts
}

const nothing: AheadFacts = { tokens: 0, encodedPictures: 0, encodeMs: 0, restoredTokens: 0 }

export function createVisionReadAhead(
  server: VisionServer,
  slot: SlotState | undefined,
  model: Pick<EngineModel, 'name'>,
): VisionReadAhead {
  let last:
    | (AheadFacts & { turns: number; conversationId: string | undefined; knownTokens: number })
    | undefined

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
        const encoded = server.encoded()
        last = {
          turns: prompt.length,
          conversationId,
          knownTokens: progress.cache,
          tokens: progress.processed - progress.cache,
          encodedPictures: encoded.pictures - encodedBefore.pictures,
          encodeMs: encoded.milliseconds - encodedBefore.milliseconds,
          restoredTokens,
        }
      }
    },
    claim(prompt, conversationId, reusedTokens) {
      const ahead = last
      last = undefined
      // A new conversation has no id before its first message is sent.
      const isSame = ahead?.conversationId === conversationId || !ahead?.conversationId
      if (!ahead || !isSame || ahead.turns !== prompt.length) return nothing
      const tokens = Math.max(0, Math.min(ahead.tokens, reusedTokens - ahead.knownTokens))
      return tokens === 0
        ? { ...nothing, restoredTokens: ahead.restoredTokens }
        : { ...ahead, tokens }
    },
  }
}
