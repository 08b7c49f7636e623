import { generateText, type ModelMessage } from 'ai'
import type { Message } from '../../contract/messages.ts'
import type { EngineSlot } from '../../inference/engine-slot.ts'
import type { EngineModel } from '../../inference/engine.ts'
import { CaratError, toFailure } from '../../platform/carat-error.ts'
import { quoteSummary, quoteText } from '../prompt.ts'

declare module 'ai' {
  // A model named by a string would be asked at a hosted gateway; with this no string type-checks.
  interface RegisteredProviderModels {
    'carat never names a model by a string': never
  }
}

/** About three hundred words. */
const SUMMARY_TOKENS = 400

const REQUEST =
  'Summarise our conversation so far for yourself, so that you can go on without reading it again. ' +
  'Keep names, numbers, decisions, open questions and what the pictures showed. ' +
  'Write in the language of the conversation, at most 200 words, and nothing but the summary.'

interface Summarising {
  engines: EngineSlot
  model: EngineModel
  signal: AbortSignal
}

/**
 * Has the model sum up messages. Pictures are named, not looked at again: what they showed stands in
 * the replies. Where all of them are too long for one look, the summary of the first half is read
 * with the second.
 *
 * @param summary of what came before these messages
 * @throws CaratError `CONTEXT_OVERFLOW` when one message alone is too long, and what the engine
 *   throws; the signal's reason after an abort. Nothing is changed either way.
 */
export async function summarise(
  messages: readonly Message[],
  summary: string | null,
  parts: Summarising,
): Promise<string> {
  try {
    return await sumUp(messages, summary, parts)
  } catch (error) {
    if (messages.length < 2 || toFailure(error).code !== 'CONTEXT_OVERFLOW') throw error
    const half = Math.ceil(messages.length / 2)
    const first = await summarise(messages.slice(0, half), summary, parts)
    return await summarise(messages.slice(half), first, parts)
  }
}

async function sumUp(
  messages: readonly Message[],
  summary: string | null,
  { engines, model, signal }: Summarising,
): Promise<string> {
  const silent = { needsPictures: false, signal, onPhase: () => {} }
  const { text } = await engines.use(model, silent, (loaded) =>
    generateText({
      model: loaded.languageModel(() => {}),
      messages: toPrompt(messages, summary),
      maxOutputTokens: SUMMARY_TOKENS,
      abortSignal: signal,
      maxRetries: 0,
    }),
  )
  const words = text.trim()
  if (words === '')
    throw new CaratError('ENGINE_FAILED', { modelName: model.name, detail: 'an empty summary' })
  return words
}

function toPrompt(messages: readonly Message[], summary: string | null): ModelMessage[] {
  const prompt: { role: 'user' | 'assistant'; content: string }[] = []
  const add = (role: 'user' | 'assistant', content: string) => {
    const last = prompt.at(-1)
    if (content === '') return
    if (last?.role === role) last.content += `\n${content}`
    else prompt.push({ role, content })
  }
  if (summary !== null) add('user', quoteSummary(summary))
  for (const { parts, role } of messages) add(role, parts.map(describePart).join('\n'))
  add('user', REQUEST)
  return prompt
}

function describePart(part: Message['parts'][number]): string {
  if (part.type === 'text') return part.text
  if (part.type === 'data-text') return quoteText(part.data)
  return part.type === 'file' ? `[picture: ${part.filename}]` : `[video: ${part.data.name}]`
}
