import type { LanguageModelV4Prompt } from '@ai-sdk/provider'
import type { Failure } from '../contract/errors.ts'
import { replyStatsSchema } from '../contract/messages.ts'
import type {
  ContextChoice,
  Message,
  MessageStatus,
  ReplyPhase,
  ReplyStats,
} from '../contract/messages.ts'
import type { Recipe } from '../contract/recipe.ts'
import type { EngineModel, LoadedModel } from '../inference/engine.ts'
import type { EngineSlot } from '../inference/engine-slot.ts'
import { toFailure } from '../platform/carat-error.ts'
import { keepChosen } from './context/keep-chosen.ts'
import { hasPictures, type PictureFiles, toPrompt } from './prompt.ts'

/** What a generation reads, and where it reports; it writes to nothing itself. */
export interface GenerationInput {
  model: EngineModel
  recipe: Pick<Recipe, 'instructions' | 'sampling'>
  /** What is left out. */
  context: ContextChoice | null
  /** From the first message to the one that is answered. */
  branch: Message[]
  engines: EngineSlot
  pictures: PictureFiles
  onPhase(phase: ReplyPhase): void
  onText(text: string): void
  /** An engine has taken it up. */
  onLoaded(loaded: Pick<LoadedModel, 'device' | 'kind'>): void
  signal: AbortSignal
}

/** How a generation ended; it always ends, and never throws. */
export interface GenerationEnd {
  status: Exclude<MessageStatus, 'running' | 'interrupted'>
  failure: Failure | null
  stats: ReplyStats | null
}

const factsSchema = replyStatsSchema.omit({ engine: true, device: true })

/** Runs one reply from history to its end on whichever engine the model needs. */
export async function generateReply(input: GenerationInput): Promise<GenerationEnd> {
  try {
    const { kept, summary } = keepChosen(input.branch, input.context)
    const { instructions, sampling } = input.recipe
    const before = { instructions, summary }
    const prompt = await toPrompt(kept, input.pictures, before)
    return await input.engines.use(
      { ...input.model, sampling },
      { needsPictures: hasPictures(kept), signal: input.signal, onPhase: input.onPhase },
      (loaded) => streamReply(loaded, prompt, input),
    )
  } catch (error) {
    if (input.signal.aborted) return { status: 'stopped', failure: null, stats: null }
    return { status: 'failed', failure: toFailure(error), stats: null }
  }
}

/**
 * Asks the model itself: the SDK's `streamText` takes 2 to 60 ms before it does, by how long it was
 * not used, and 40 microseconds and more a token, ten times what the model's own stream takes.
 */
async function streamReply(
  loaded: LoadedModel,
  prompt: LanguageModelV4Prompt,
  input: GenerationInput,
): Promise<GenerationEnd> {
  const { maxTokens, seed } = input.recipe.sampling
  input.onLoaded(loaded)
  const { stream } = await loaded.languageModel(input.onPhase, input.branch[0]?.chatId).doStream({
    prompt,
    ...(seed !== null && { seed }),
    ...(maxTokens !== null && { maxOutputTokens: maxTokens }),
    abortSignal: input.signal,
  })
  let stats: ReplyStats | null = null
  let status: GenerationEnd['status'] = 'done'
  for await (const part of stream) {
    if (part.type === 'text-delta') input.onText(part.delta)
    else if (part.type === 'error') throw part.error
    else if (part.type === 'finish') {
      if (part.finishReason.unified === 'length') status = 'length'
      const facts = factsSchema.safeParse(part.providerMetadata?.carat)
      if (facts.success)
        stats = {
          engine: loaded.kind,
          device: loaded.device,
          ...facts.data,
          ...(maxTokens !== null && { tokenLimit: maxTokens }),
        }
    }
  }
  return { status: input.signal.aborted ? 'stopped' : status, failure: null, stats }
}
