import type { LanguageModelV4 } from '@ai-sdk/provider'
import type { Failure } from '../contract/errors.ts'
import type { ReplyPhase } from '../contract/messages.ts'

/** Sampling a model's makers recommend; absent fields are the engine's neutral values. */
export interface Sampling {
  temperature: number
  topK: number
  topP: number
  minP: number
}

/** What an engine needs to know to load a model; paths are absolute. */
export interface EngineModel {
  id: string
  name: string
  modelPath: string
  /** The picture encoder, for models that see. */
  projectorPath: string | null
  sampling: Sampling
  /** Tokens of context wanted; null lets the engine choose what fits memory, up to the model's own. */
  contextSize: number | null
}

/** Facts an engine attaches to the end of each reply, as `providerMetadata.carat` of the finish part. */
export type EngineReplyFacts = {
  timeToFirstTokenMs: number
  promptTokens: number
  reusedTokens: number
  promptTokensPerSecond: number | null
  outputTokens: number
  outputTokensPerSecond: number | null
}

/** A model in memory, ready to answer. One generation at a time; the caller queues. */
export interface LoadedModel {
  kind: Engine['kind']
  device: string
  contextSize: number
  /**
   * A language model for one generation; `onPhase` hears what the engine is doing before and while
   * it writes. Failures arrive as `error` stream parts that hold a CaratError.
   */
  languageModel(onPhase: (phase: ReplyPhase) => void): LanguageModelV4
  /** Resolves when the process is gone: with what went wrong, or null after `dispose`. */
  ended: Promise<Failure | null>
  /** Ends the process and frees its memory; safe to call twice. */
  dispose(): Promise<void>
}

/** One kind of engine: a way to bring a model into memory in a process of its own. */
export interface Engine {
  kind: 'text' | 'vision'
  /**
   * Starts the process and loads the model. `onPhase` reports `building-engine` and
   * `loading-model`.
   *
   * @throws CaratError, and the signal's reason after an abort; the process is gone either way.
   */
  load(
    model: EngineModel,
    options: { signal: AbortSignal; onPhase: (phase: ReplyPhase) => void },
  ): Promise<LoadedModel>
}
