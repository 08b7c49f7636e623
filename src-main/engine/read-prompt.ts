import type { ChatHistoryItem, LlamaText, Token } from 'node-llama-cpp'
import type { GenerateEvent, GenerateInput } from '../inference/engine-contract.ts'
import { CaratError } from '../platform/carat-error.ts'
import type { LoadedText } from './load-model.ts'

/** Tokens read between two looks at the signal: small enough to stop soon, large enough for speed. */
const BATCH_TOKENS = 512

/** The engine keeps a cell free, and a reply needs room for at least one token. */
const RESERVED_TOKENS = 2

interface ReadPrompt {
  promptTokens: number
  reusedTokens: number
  /** The last prompt tokens, still to be evaluated: the first sampled token follows from them. */
  last: Token[]
  stopTexts: string[]
}

/** A prompt as the model's template puts it, up to where it would write. */
export function tokenizePrompt(
  { chatWrapper, model }: Pick<LoadedText, 'chatWrapper' | 'model'>,
  messages: GenerateInput['messages'],
): { tokens: Token[]; stopTriggers: readonly LlamaText[] } {
  const state = chatWrapper.generateContextState({ chatHistory: toHistory(messages) })
  const tokens = state.contextText.tokenize(model.tokenizer)
  return { tokens, stopTriggers: state.stopGenerationTriggers }
}

/**
 * Brings the context to the end of the prompt, all but its last token, keeping the beginning that
 * is already there. Never shortens the prompt.
 *
 * @throws CaratError `CONTEXT_OVERFLOW` when the prompt does not fit.
 */
export async function* readPrompt(
  loaded: LoadedText,
  messages: GenerateInput['messages'],
  signal: AbortSignal | undefined,
): AsyncGenerator<GenerateEvent, ReadPrompt, void> {
  const { contextSize, modelName, sequence } = loaded
  const { stopTriggers, tokens } = tokenizePrompt(loaded, messages)
  if (tokens.length + RESERVED_TOKENS > contextSize) {
    throw new CaratError('CONTEXT_OVERFLOW', { modelName, contextSize })
  }
  // The last token must be evaluated anew, for only then is there something to sample from.
  const kept = tokens.slice(0, -1)
  await sequence.adaptStateToTokens(kept, false)
  const reusedTokens = sequence.nextTokenIndex
  const unread = kept.slice(reusedTokens)
  for (let start = 0; start < unread.length; start += BATCH_TOKENS) {
    yield { kind: 'reading', fraction: start / unread.length }
    signal?.throwIfAborted()
    await sequence.evaluateWithoutGeneratingNewTokens(unread.slice(start, start + BATCH_TOKENS))
  }
  // A model with a sliding window forgets what a regenerated reply has to start from.
  if (sequence.needsCheckpoints) await sequence.takeCheckpoint()
  return {
    promptTokens: tokens.length,
    reusedTokens,
    last: tokens.slice(-1),
    stopTexts: stopTriggers.map(toPlainText).filter((text) => text !== ''),
  }
}

/** The library wants a model turn at the end: a reply that is gone on with, or an empty one. */
function toHistory(messages: GenerateInput['messages']): ChatHistoryItem[] {
  const items = messages.map(({ role, text }): ChatHistoryItem =>
    role === 'assistant' ? { type: 'model', response: [text] } : { type: role, text },
  )
  return items.at(-1)?.type === 'model' ? items : [...items, { type: 'model', response: [] }]
}

/**
 * Special tokens among the stop triggers end a reply by themselves, being end-of-generation
 * tokens; what is left are the ones a model spells out in ordinary text.
 */
function toPlainText(trigger: LlamaText): string {
  return trigger.values.every((value) => typeof value === 'string') ? trigger.values.join('') : ''
}
