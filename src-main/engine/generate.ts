import type { GenerateEvent, GenerateInput } from '../inference/engine-contract.ts'
import type { LoadedText } from './load-model.ts'
import { readPrompt } from './read-prompt.ts'
import { createReplyText } from './reply-text.ts'

/** Cells the engine needs free to evaluate one more token without throwing old ones away. */
const RESERVED_TOKENS = 2

/**
 * Writes one reply: prompt progress, then text as it is certain, then the facts. A full context
 * ends it with `length`; nothing is ever shifted out.
 *
 * @throws CaratError `CONTEXT_OVERFLOW`, and the signal's reason within one token of an abort.
 */
export async function* generate(
  loaded: LoadedText,
  input: GenerateInput,
  signal: AbortSignal | undefined,
): AsyncGenerator<GenerateEvent, void, void> {
  const { contextSize, model, sequence } = loaded
  const started = performance.now()
  const prompt = yield* readPrompt(loaded, input.messages, signal)
  const reply = createReplyText(model, prompt.last, [...prompt.stopTexts, ...input.stopSequences])
  const limit = input.maxOutputTokens ?? Number.POSITIVE_INFINITY
  let outputTokens = 0
  let firstTokenAt = 0
  let finishReason: 'stop' | 'length' = 'stop'
  for await (const token of sequence.evaluate(prompt.last, toSamplingOptions(input, sequence))) {
    signal?.throwIfAborted()
    if (outputTokens === 0) firstTokenAt = performance.now()
    outputTokens += 1
    const { text, stopped } = reply.add(token)
    if (text !== '') yield { kind: 'text', text }
    signal?.throwIfAborted()
    if (stopped) break
    if (outputTokens >= limit || sequence.nextTokenIndex + RESERVED_TOKENS > contextSize) {
      finishReason = 'length'
      break
    }
  }
  const rest = reply.rest()
  if (rest !== '') yield { kind: 'text', text: rest }
  const ended = performance.now()
  const firstToken = firstTokenAt || ended
  yield {
    kind: 'finished',
    finishReason,
    facts: {
      timeToFirstTokenMs: firstToken - started,
      promptTokens: prompt.promptTokens,
      reusedTokens: prompt.reusedTokens,
      promptTokensPerSecond: perSecond(
        prompt.promptTokens - prompt.reusedTokens,
        firstToken - started,
      ),
      outputTokens,
      // The first token belongs to the prompt's time, so it is not counted here.
      outputTokensPerSecond: perSecond(outputTokens - 1, ended - firstToken),
    },
  }
}

/** As many as the other engine looks back on. */
const PENALISED_TOKENS = 64

function toSamplingOptions(
  { sampling, seed }: GenerateInput,
  sequence: Pick<LoadedText['sequence'], 'contextTokens'>,
) {
  const { repeatPenalty = 1 } = sampling
  return {
    // The engine's greedy choice is temperature 0; with one candidate that is the same choice.
    temperature: sampling.topK === 1 ? 0 : sampling.temperature,
    topK: sampling.topK,
    topP: sampling.topP,
    minP: sampling.minP,
    // The library's own seed is the second of the clock: two replies in one second would agree.
    seed: seed ?? Math.floor(Math.random() * 2 ** 31),
    ...(repeatPenalty !== 1 && {
      repeatPenalty: {
        penalty: repeatPenalty,
        maxPunishTokens: PENALISED_TOKENS,
        punishTokens: () => sequence.contextTokens.slice(-PENALISED_TOKENS),
      },
    }),
  }
}

const perSecond = (tokens: number, milliseconds: number): number | null =>
  tokens > 0 && milliseconds > 0 ? (tokens * 1000) / milliseconds : null
