import type { LanguageModelV4, LanguageModelV4Prompt } from '@ai-sdk/provider'
import { CaratError, fromFailure } from '../platform/carat-error.ts'
import type { GenerateEvent, GenerateInput } from './engine-contract.ts'
import type { EngineModel, GenerationOptions } from './engine.ts'
import { createLanguageModel } from './language-model.ts'
import { toPlainWords } from './plain-words.ts'

/** Starts one reply in the text engine's process. */
type StartReply = (
  input: GenerateInput,
  signal: AbortSignal | undefined,
) => AsyncIterable<GenerateEvent>

/** The language model of a loaded text model: text in, text out. */
export function createTextLanguageModel(
  model: Pick<EngineModel, 'id' | 'name'>,
  { onFacts, onPhase, sampling }: GenerationOptions,
  startReply: StartReply,
): LanguageModelV4 {
  return createLanguageModel('text', model.id, onFacts, async function* (options) {
    const input: GenerateInput = {
      messages: toTextMessages(options.prompt, model.name),
      sampling: {
        temperature: options.temperature ?? sampling.temperature,
        topK: options.topK ?? sampling.topK,
        topP: options.topP ?? sampling.topP,
        minP: sampling.minP,
        repeatPenalty: sampling.repeatPenalty,
      },
      seed: options.seed ?? null,
      maxOutputTokens: options.maxOutputTokens ?? null,
      stopSequences: options.stopSequences ?? [],
    }
    let writing = false
    onPhase({ kind: 'reading-prompt', fraction: null, pictures: 0 })
    for await (const event of startReply(input, options.abortSignal)) {
      if (event.kind === 'failed') throw fromFailure(event.failure)
      if (event.kind === 'reading') {
        onPhase({ kind: 'reading-prompt', fraction: event.fraction, pictures: 0 })
        continue
      }
      if (!writing) onPhase({ kind: 'writing' })
      writing = true
      yield event
    }
  })
}

/**
 * A prompt as the text engine's process takes it.
 *
 * @throws CaratError `IMAGES_NOT_SUPPORTED`
 */
export function toTextMessages(
  prompt: LanguageModelV4Prompt,
  modelName: string,
): GenerateInput['messages'] {
  return prompt.map((message) => {
    if (message.role === 'system')
      return { role: message.role, text: toPlainWords(message.content) }
    if (message.role === 'tool') {
      throw new CaratError('ENGINE_FAILED', { modelName, detail: 'tool results are not supported' })
    }
    const texts = message.content.map((part) => {
      if (part.type === 'file') throw new CaratError('IMAGES_NOT_SUPPORTED', { modelName })
      return part.type === 'text' ? part.text : ''
    })
    return { role: message.role, text: toPlainWords(texts.join('')) }
  })
}
