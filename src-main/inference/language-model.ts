import type {
  LanguageModelV4,
  LanguageModelV4CallOptions,
  LanguageModelV4Content,
  LanguageModelV4StreamPart,
  LanguageModelV4Usage,
} from '@ai-sdk/provider'
import type { EngineReplyFacts } from './engine.ts'

/** What any of Carat's engines tells while it writes one reply; `finished` comes last. */
type EngineEvent =
  | { kind: 'text'; text: string }
  | { kind: 'finished'; finishReason: 'stop' | 'length'; facts: EngineReplyFacts }

/** One reply of an engine; throws CaratErrors, and the signal's reason after an abort. */
type GenerateReply = (options: LanguageModelV4CallOptions) => AsyncIterable<EngineEvent>

/**
 * Gives an engine's stream of events the shape the AI SDK works with. Failures become an `error`
 * part after whatever text was written; an abort makes the stream throw the signal's reason.
 * `onFacts` hears the facts of a reply that came to its end.
 */
export function createLanguageModel(
  kind: 'text' | 'vision',
  modelId: string,
  onFacts: (facts: EngineReplyFacts) => void,
  generate: GenerateReply,
): LanguageModelV4 {
  const start = (options: LanguageModelV4CallOptions) => tellFacts(generate(options), onFacts)
  return {
    specificationVersion: 'v4',
    provider: `carat-${kind}`,
    modelId,
    supportedUrls: {},
    doStream: async (options) => ({
      stream: ReadableStream.from(streamParts(start(options), options)),
    }),
    doGenerate: async (options) => {
      const content: LanguageModelV4Content[] = []
      let text = ''
      for await (const part of streamParts(start(options), options)) {
        if (part.type === 'text-delta') text += part.delta
        if (part.type === 'error') throw part.error
        if (part.type === 'text-end') content.push({ type: 'text', text })
        if (part.type !== 'finish') continue
        const { finishReason, providerMetadata, usage } = part
        return {
          content,
          finishReason,
          usage,
          warnings: warningsFor(options),
          ...(providerMetadata && { providerMetadata }),
        }
      }
      throw new Error('the engine stream ended without a finish')
    },
  }
}

async function* tellFacts(
  events: AsyncIterable<EngineEvent>,
  onFacts: (facts: EngineReplyFacts) => void,
): AsyncGenerator<EngineEvent, void, void> {
  for await (const event of events) {
    if (event.kind === 'finished') onFacts(event.facts)
    yield event
  }
}

async function* streamParts(
  events: AsyncIterable<EngineEvent>,
  options: LanguageModelV4CallOptions,
): AsyncGenerator<LanguageModelV4StreamPart, void, void> {
  const id = '0'
  let open = false
  yield { type: 'stream-start', warnings: warningsFor(options) }
  try {
    for await (const event of events) {
      if (event.kind === 'text') {
        if (!open) yield { type: 'text-start', id }
        open = true
        yield { type: 'text-delta', id, delta: event.text }
      } else {
        if (open) yield { type: 'text-end', id }
        yield {
          type: 'finish',
          finishReason: { unified: event.finishReason, raw: event.finishReason },
          usage: toUsage(event.facts),
          providerMetadata: { carat: event.facts },
        }
      }
    }
  } catch (error) {
    options.abortSignal?.throwIfAborted()
    if (open) yield { type: 'text-end', id }
    yield { type: 'error', error }
    yield {
      type: 'finish',
      finishReason: { unified: 'error', raw: undefined },
      usage: toUsage(undefined),
    }
  }
}

function toUsage(facts: EngineReplyFacts | undefined): LanguageModelV4Usage {
  return {
    inputTokens: {
      total: facts?.promptTokens,
      noCache: facts && facts.promptTokens - facts.reusedTokens,
      cacheRead: facts?.reusedTokens,
      cacheWrite: undefined,
    },
    outputTokens: { total: facts?.outputTokens, text: facts?.outputTokens, reasoning: undefined },
  }
}

const warningsFor = ({ responseFormat, tools }: LanguageModelV4CallOptions) => [
  ...(tools?.length ? [{ type: 'unsupported' as const, feature: 'tools' }] : []),
  ...(responseFormat?.type === 'json'
    ? [{ type: 'unsupported' as const, feature: 'responseFormat' }]
    : []),
]
