import type { LanguageModelV4, LanguageModelV4CallOptions } from '@ai-sdk/provider'
import type { Failure } from '../contract/errors.ts'
import { CaratError, fromFailure } from '../platform/carat-error.ts'
import type { EngineSampling } from '../contract/load-options.ts'
import type { EngineModel, EngineReplyFacts, GenerationOptions } from './engine.ts'
import { createLanguageModel } from './language-model.ts'
import type { SlotState } from './slot-state.ts'
import type { VisionReadAhead } from './vision-read-ahead.ts'
import { sendPictures } from './vision-media.ts'
import { picturesOf, toServerMessages } from './vision-prompt.ts'
import { requestReply, toFraction, VisionRequestError } from './vision-request.ts'
import type { VisionChunk } from './vision-request.ts'
import type { VisionServer } from './vision-server.ts'

/** The reply at the end is gone on with; without these words its beginning would be sent back, too. */
const GOING_ON = { continue_final_message: true, add_generation_prompt: false }

/** How long a broken connection waits to learn whether the process behind it died. */
const DEATH_MILLISECONDS = 2000

/** The language model of a loaded model that sees: text and pictures in, text out. */
export function createVisionLanguageModel(options: {
  model: Pick<EngineModel, 'id' | 'name' | 'projectorPath'>
  generation: GenerationOptions
  server: VisionServer
  slot?: SlotState | undefined
  ahead?: Pick<VisionReadAhead, 'claim'>
  ended: Promise<Failure | null>
  /** Called when a reply was stopped while pictures were being read; ends the process. */
  onStuck: () => Promise<void>
}): LanguageModelV4 {
  const { ahead, ended, generation, model, onStuck, server, slot } = options
  const { conversationId, onFacts, onPhase, sampling } = generation
  return createLanguageModel('vision', model.id, onFacts, async function* (call) {
    const shown = picturesOf(call.prompt, model.name)
    const pictures = shown.length
    if (pictures > 0 && model.projectorPath === null)
      throw new CaratError('IMAGES_NOT_SUPPORTED', { modelName: model.name })
    const started = performance.now()
    const claimed = ahead?.claim(call.prompt, conversationId)
    let restoredTokens = 0
    let firstTokenAt: number | undefined
    let finishReason: string | undefined
    let timings: VisionChunk['timings']
    onPhase({ kind: 'reading-prompt', fraction: null, pictures })
    const sent = await sendPictures(server.mediaFolder, shown)
    const encodedHere = server.encoded()
    try {
      const messages = toServerMessages(call.prompt, sent.urls, model.name)
      restoredTokens = (await slot?.enter(conversationId, call.abortSignal)) ?? 0
      const goesOn = messages.at(-1)?.role === 'assistant'
      const body = { messages, ...(goesOn && GOING_ON), ...toSettings(sampling, call) }
      for await (const chunk of requestReply(server, body, call.abortSignal)) {
        const progress = chunk.prompt_progress
        if (progress && firstTokenAt === undefined) {
          onPhase({ kind: 'reading-prompt', fraction: toFraction(progress), pictures })
        }
        timings = chunk.timings ?? timings
        for (const { delta, finish_reason } of chunk.choices ?? []) {
          finishReason = finish_reason ?? finishReason
          if (!delta?.content) continue
          if (firstTokenAt === undefined) {
            firstTokenAt = performance.now()
            onPhase({ kind: 'writing' })
          }
          yield { kind: 'text', text: delta.content }
        }
      }
      if (!finishReason) throw new Error('the reply ended in the middle')
    } catch (error) {
      if (call.abortSignal?.aborted && server.isEncoding()) await onStuck()
      call.abortSignal?.throwIfAborted()
      throw await toCaratError(error)
    } finally {
      slot?.leave()
      await sent.remove()
    }
    const read = toFacts(timings, (firstTokenAt ?? performance.now()) - started)
    const encoded = server.encoded()
    const before = claimed?.(read.reusedTokens)
    const aheadTokens = before?.tokens ?? 0
    const reusedTokens = read.reusedTokens - aheadTokens
    const encodedBefore = before?.encodedBefore ?? encodedHere
    const restored = restoredTokens + (before?.restoredTokens ?? 0)
    yield {
      kind: 'finished',
      finishReason: finishReason === 'length' ? 'length' : 'stop',
      facts: {
        ...read,
        reusedTokens,
        pictures,
        encodedPictures: Math.min(encoded.pictures - encodedBefore.pictures, pictures),
        encodeMs: encoded.milliseconds - encodedBefore.milliseconds,
        restoredTokens: Math.min(restored, reusedTokens),
        ...(aheadTokens > 0 && { aheadTokens }),
      },
    }
  })

  async function toCaratError(error: unknown): Promise<CaratError> {
    if (error instanceof CaratError) return error
    if (error instanceof VisionRequestError) {
      return error.type === 'exceed_context_size_error'
        ? new CaratError('CONTEXT_OVERFLOW', {
            modelName: model.name,
            contextSize: server.contextSize,
          })
        : new CaratError('ENGINE_FAILED', { modelName: model.name, detail: error.message })
    }
    const failure = await Promise.race([ended, wait(DEATH_MILLISECONDS)])
    if (failure) return fromFailure(failure)
    const detail = error instanceof Error ? error.message : String(error)
    return new CaratError('ENGINE_FAILED', { modelName: model.name, detail })
  }
}

const wait = (milliseconds: number) =>
  new Promise<null>((resolve) => setTimeout(resolve, milliseconds, null).unref())

function toSettings(sampling: EngineSampling, call: LanguageModelV4CallOptions) {
  return {
    stream: true,
    cache_prompt: true,
    return_progress: true,
    temperature: call.temperature ?? sampling.temperature,
    top_k: call.topK ?? sampling.topK,
    top_p: call.topP ?? sampling.topP,
    min_p: sampling.minP,
    ...(sampling.repeatPenalty !== undefined && { repeat_penalty: sampling.repeatPenalty }),
    ...(call.seed !== undefined && { seed: call.seed }),
    ...(call.maxOutputTokens !== undefined && { max_tokens: call.maxOutputTokens }),
    ...(call.stopSequences?.length && { stop: call.stopSequences }),
  }
}

function toFacts(timings: VisionChunk['timings'], timeToFirstTokenMs: number): EngineReplyFacts {
  const { cache_n: reused = 0, prompt_n: read = 0, predicted_n: written = 0 } = timings ?? {}
  return {
    timeToFirstTokenMs,
    promptTokens: reused + read,
    reusedTokens: reused,
    promptTokensPerSecond: timings?.prompt_per_second ?? null,
    outputTokens: written,
    outputTokensPerSecond: timings?.predicted_per_second ?? null,
  }
}
