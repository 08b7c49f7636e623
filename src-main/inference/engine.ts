import type { LanguageModelV4, LanguageModelV4Prompt } from '@ai-sdk/provider'
import type { Failure } from '../contract/errors.ts'
import type { EngineSampling } from '../contract/load-options.ts'
import type { ReplyPhase } from '../contract/messages.ts'
import type { EngineLoadOptions } from './engine-options.ts'

/**
 * How a conversation is put to a model: as its own file says, or as Gemmas are asked where it says
 * nothing; null where nobody knows.
 */
export type ChatTemplate = 'own' | 'gemma' | null

/** What an engine needs to know to load a model; paths are absolute. */
export interface EngineModel {
  id: string
  name: string
  modelPath: string
  /** The picture encoder, for models that see. */
  projectorPath: string | null
  chatTemplate: ChatTemplate
  /** Read at each reply: other sampling needs no new load. */
  sampling: EngineSampling
  /** Other options need a new load. */
  loadOptions: EngineLoadOptions
}

/** Facts an engine attaches to the end of each reply, as `providerMetadata.carat` of the finish part. */
export type EngineReplyFacts = {
  timeToFirstTokenMs: number
  promptTokens: number
  reusedTokens: number
  promptTokensPerSecond: number | null
  outputTokens: number
  outputTokensPerSecond: number | null
  /** Pictures of the prompt, how many of them the encoder had to look at, and how long it took. */
  pictures?: number
  encodedPictures?: number
  encodeMs?: number
  /** Of the reused tokens, those that came from disk. */
  restoredTokens?: number
  /** Tokens that were read before the message was sent; they are not among the reused ones. */
  aheadTokens?: number
}

/** What a loaded model really takes, in bytes. */
export interface EngineMemory {
  /** Of the computer's memory, by its process: mapped weights, copies, cache and the engine. */
  processBytes: number
  /** Of the GPU's memory, as the engine says it. */
  gpuBytes: number
}

/** What a language model is made for: one generation. */
export interface GenerationOptions {
  sampling: EngineSampling
  /** What was read of it before may be at hand; undefined for a reply that belongs to none. */
  conversationId?: string | undefined
  /** Hears what the engine is doing before and while it writes. */
  onPhase: (phase: ReplyPhase) => void
  /** Hears the facts of a reply that came to its end. */
  onFacts: (facts: EngineReplyFacts) => void
}

/** A model in memory as its engine gives it. One generation at a time; the caller queues. */
export interface EngineProcess {
  kind: Engine['kind']
  device: string
  /** Tokens it really holds. */
  contextSize: number
  /** Measured when the model and its context were in memory. */
  memory: EngineMemory
  /** Failures arrive as `error` stream parts that hold a CaratError. */
  createLanguageModel(options: GenerationOptions): LanguageModelV4
  /**
   * Reads a prompt that may soon be sent, so that less is left to read then; engines whose reading
   * cannot be interrupted have none. It takes a turn as a reply does. An abort ends it early and
   * well: what was read is kept. `onProgress` hears what share is read of what had to be.
   *
   * @throws CaratError
   */
  readAhead?: (
    prompt: LanguageModelV4Prompt,
    conversationId: string | undefined,
    signal: AbortSignal,
    onProgress: (fraction: number) => void,
  ) => Promise<void>
  /**
   * Tokens of a prompt in the model's template, up to where it would write. Does not wait for replies
   * and does not disturb them; pictures are measured, not looked at.
   *
   * @throws CaratError, and the signal's reason
   */
  countTokens(prompt: LanguageModelV4Prompt, signal: AbortSignal | undefined): Promise<number>
  /** Resolves when the process is gone: with what went wrong, or null after `dispose`. */
  ended: Promise<Failure | null>
  /** Ends the process and frees its memory; safe to call twice. */
  dispose(): Promise<void>
}

/** A model in memory, ready to answer for as long as its turn lasts. */
export interface LoadedModel extends Pick<
  EngineProcess,
  'kind' | 'device' | 'contextSize' | 'memory'
> {
  /** A language model for one generation, with the model's sampling of now. */
  languageModel(onPhase: (phase: ReplyPhase) => void, conversationId?: string): LanguageModelV4
}

/**
 * The engine that suits a model. llama.cpp's server is the faster one, takes less memory and brings
 * conversations back from disk (bench/engines.ts, models/fit/engine-memory.ts); but it takes a file
 * of unknown template for another kind of model, where node-llama-cpp guesses better.
 */
export const suitableEngine = (model: {
  seesPictures: boolean
  chatTemplate: ChatTemplate
}): Engine['kind'] => (model.seesPictures || model.chatTemplate !== null ? 'vision' : 'text')

/** One kind of engine: a way to bring a model into memory in a process of its own. */
export interface Engine {
  kind: 'text' | 'vision'
  /**
   * Starts the process and loads the model. `onPhase` reports `building-engine` and
   * `loading-model`. `contextSize` is what was planned; where the model's own options leave it open
   * the engine may take less if memory got scarce meanwhile.
   *
   * @throws CaratError, and the signal's reason after an abort; the process is gone either way.
   */
  load(
    model: EngineModel,
    options: { contextSize: number; signal: AbortSignal; onPhase: (phase: ReplyPhase) => void },
  ): Promise<EngineProcess>
}

/** Who plans loads, and learns from how they and the replies went. */
export interface LoadPlanner {
  /**
   * Tokens of context to load a model with.
   *
   * @throws CaratError `MODEL_LOAD_FAILED` for a model that cannot fit, and the signal's reason.
   */
  planContext(model: EngineModel, kind: Engine['kind'], signal: AbortSignal): Promise<number>
  noteLoad(model: EngineModel, loaded: LoadedModel): void
  noteReply(model: EngineModel, loaded: LoadedModel, facts: EngineReplyFacts): void
}
