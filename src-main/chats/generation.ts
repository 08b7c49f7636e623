import { streamText } from 'ai'
import type { Failure } from '../contract/errors.ts'
import { replyStatsSchema } from '../contract/messages.ts'
import type {
  ContextChoice,
  Message,
  MessageStatus,
  PicturePart,
  ReplyPhase,
  ReplyStats,
} from '../contract/messages.ts'
import type { Recipe } from '../contract/recipe.ts'
import type { EngineModel, LoadedModel } from '../inference/engine.ts'
import type { EngineSlot } from '../inference/engine-slot.ts'
import { toFailure } from '../platform/carat-error.ts'
import { keepChosen } from './context/keep-chosen.ts'
import { hasPictures, toModelMessages } from './model-messages.ts'

declare module 'ai' {
  // A model named by a string would be asked at a hosted gateway; with this no string type-checks.
  interface RegisteredProviderModels {
    'carat never names a model by a string': never
  }
}

/** What a generation reads, and where it reports; it writes to nothing itself. */
export interface GenerationInput {
  model: EngineModel
  recipe: Pick<Recipe, 'instructions' | 'sampling'>
  /** What is left out. */
  context: ContextChoice | null
  /** From the first message to the one that is answered. */
  branch: Message[]
  engines: EngineSlot
  /** The pixels an engine may see, as PNG bytes. */
  readPicture(attachmentId: string): Promise<Uint8Array>
  /** A picture as finely as its part asks for: the whole, then its crops. */
  readViews(picture: PicturePart): Promise<Uint8Array[]>
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
    const messages = await toModelMessages(kept, input.readPicture, input.readViews, before)
    return await input.engines.use(
      { ...input.model, sampling },
      { needsPictures: hasPictures(kept), signal: input.signal, onPhase: input.onPhase },
      (loaded) => streamReply(loaded, messages, input),
    )
  } catch (error) {
    if (input.signal.aborted) return { status: 'stopped', failure: null, stats: null }
    return { status: 'failed', failure: toFailure(error), stats: null }
  }
}

async function streamReply(
  loaded: LoadedModel,
  messages: Awaited<ReturnType<typeof toModelMessages>>,
  input: GenerationInput,
): Promise<GenerationEnd> {
  const { maxTokens, seed } = input.recipe.sampling
  input.onLoaded(loaded)
  const { fullStream } = streamText({
    model: loaded.languageModel(input.onPhase, input.branch[0]?.chatId),
    messages,
    seed,
    ...(maxTokens !== null && { maxOutputTokens: maxTokens }),
    abortSignal: input.signal,
    // A repeat would write the answer twice; the user has "Try again" for that.
    maxRetries: 0,
    // Without a listener the SDK prints to the console; the error part below is handled.
    onError: () => {},
  })
  let stats: ReplyStats | null = null
  let status: GenerationEnd['status'] = 'done'
  for await (const part of fullStream) {
    if (part.type === 'text-delta') input.onText(part.text)
    else if (part.type === 'error') throw part.error
    else if (part.type === 'abort') status = 'stopped'
    else if (part.type === 'finish-step') {
      if (part.finishReason === 'length') status = 'length'
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
