import { randomUUID } from 'node:crypto'
import type { LanguageModelV4Prompt } from '@ai-sdk/provider'
import type { Measure, MeasureEvent } from '../contract/models.ts'
import type { ReplyPhase } from '../contract/messages.ts'
import type { EngineSlot } from '../inference/engine-slot.ts'
import type { EngineModel, EngineReplyFacts, LoadedModel } from '../inference/engine.ts'
import { CaratError } from '../platform/carat-error.ts'
import { readEvents } from '../platform/read-events.ts'

/** The first round only warms up; of the others the median counts. */
const ROUNDS = 4
const OUTPUT_TOKENS = 64

/** A few hundred tokens with every model. */
const PASSAGE =
  'The garden behind the house was full of old trees, and under them the paths had long been green. '.repeat(
    16,
  )
const QUESTION = 'Now write the numbers from 1 to 100, one in each line.'

/**
 * How fast a model is on this computer: reads the same passage and writes a few lines, four times.
 * Waits its turn behind replies; what conversations have read comes back before their next reply.
 *
 * @throws CaratError as a load or a reply does, and the signal's reason; nothing is kept then
 */
export function measureModel(
  engines: Pick<EngineSlot, 'use'>,
  model: EngineModel,
  signal: AbortSignal,
): AsyncGenerator<MeasureEvent, Measure, void> {
  return readEvents<MeasureEvent, Measure>(async (report) => {
    const onPhase = (phase: ReplyPhase) => {
      if (phase.kind === 'queued') report({ kind: 'queued' })
      else report({ kind: 'running', fraction: 0, secondsLeft: null })
    }
    return await engines.use(model, { needsPictures: false, signal, onPhase }, (loaded) =>
      runRounds(loaded, model.name, report, signal),
    )
  })
}

async function runRounds(
  loaded: LoadedModel,
  modelName: string,
  report: (event: MeasureEvent) => void,
  signal: AbortSignal,
): Promise<Measure> {
  const rounds: EngineReplyFacts[] = []
  let warmAt = 0
  for (let round = 0; round < ROUNDS; round += 1) {
    const fraction = round / ROUNDS
    // The first round also pages the weights in, so it says nothing about the others.
    const each = round > 1 ? (performance.now() - warmAt) / (round - 1) / 1000 : null
    const secondsLeft = each === null ? null : each * (ROUNDS - round)
    report({ kind: 'running', fraction, secondsLeft })
    rounds.push(await runRound(loaded, modelName, signal))
    if (round === 0) warmAt = performance.now()
  }
  const warm = rounds.slice(1)
  return {
    engine: loaded.kind,
    device: loaded.device,
    promptTokens: median(warm.map(({ promptTokens }) => promptTokens)),
    timeToFirstTokenMs: median(warm.map(({ timeToFirstTokenMs }) => timeToFirstTokenMs)),
    promptTokensPerSecond: median(warm.map((facts) => facts.promptTokensPerSecond ?? 0)),
    outputTokensPerSecond: median(warm.map((facts) => facts.outputTokensPerSecond ?? 0)),
    measuredAt: Date.now(),
  }
}

async function runRound(
  loaded: LoadedModel,
  modelName: string,
  signal: AbortSignal,
): Promise<EngineReplyFacts> {
  // What was read once is not read again, so each round begins with words of its own.
  const text = `${randomUUID()}\n${PASSAGE}\n${QUESTION}`
  const prompt: LanguageModelV4Prompt = [{ role: 'user', content: [{ type: 'text', text }] }]
  const { stream } = await loaded
    .languageModel(() => {})
    .doStream({
      prompt,
      maxOutputTokens: OUTPUT_TOKENS,
      abortSignal: signal,
    })
  let facts: EngineReplyFacts | undefined
  for await (const part of stream) {
    if (part.type === 'error') throw part.error
    if (part.type === 'finish') facts = part.providerMetadata?.carat as EngineReplyFacts
  }
  if (!facts?.promptTokensPerSecond || !facts.outputTokensPerSecond)
    throw new CaratError('ENGINE_FAILED', { modelName, detail: 'it wrote nothing to measure' })
  return facts
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}
