import { eventIterator, oc } from '@orpc/contract'
import { z } from 'zod'
import { failureSchema } from '../contract/errors.ts'

const samplingSchema = z.object({
  temperature: z.number(),
  topK: z.number(),
  topP: z.number(),
  minP: z.number(),
})

const failed = z.object({ kind: z.literal('failed'), failure: failureSchema })

const loadInput = z.object({
  modelName: z.string(),
  modelPath: z.string(),
  /** Tokens wanted; null lets the engine choose what fits memory. */
  contextSize: z.number().int().positive().nullable(),
  /** Cores the engine may keep busy. */
  threads: z.number().int().positive(),
})
export type LoadInput = z.infer<typeof loadInput>

const loadEvent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('loading'), fraction: z.number() }),
  z.object({ kind: z.literal('ready'), device: z.string(), contextSize: z.number() }),
  failed,
])
export type LoadEvent = z.infer<typeof loadEvent>

const generateInput = z.object({
  messages: z.array(z.object({ role: z.enum(['system', 'user', 'assistant']), text: z.string() })),
  sampling: samplingSchema,
  seed: z.number().int().nullable(),
  maxOutputTokens: z.number().int().positive().nullable(),
  stopSequences: z.array(z.string()),
})
export type GenerateInput = z.infer<typeof generateInput>

const generateEvent = z.discriminatedUnion('kind', [
  /** How much of the prompt that is not in memory yet has been read, 0 to 1. */
  z.object({ kind: z.literal('reading'), fraction: z.number() }),
  z.object({ kind: z.literal('text'), text: z.string() }),
  z.object({
    kind: z.literal('finished'),
    /** `length` when the context or the wanted number of tokens was used up. */
    finishReason: z.enum(['stop', 'length']),
    facts: z.object({
      timeToFirstTokenMs: z.number(),
      promptTokens: z.number(),
      reusedTokens: z.number(),
      promptTokensPerSecond: z.number().nullable(),
      outputTokens: z.number(),
      outputTokensPerSecond: z.number().nullable(),
    }),
  }),
  failed,
])
export type GenerateEvent = z.infer<typeof generateEvent>

/**
 * What the text engine's process answers. Every stream ends with `ready`, `finished` or `failed`,
 * or by the caller's abort; one process holds one model.
 */
export const engineContract = {
  load: oc.input(loadInput).output(eventIterator(loadEvent)),
  generate: oc.input(generateInput).output(eventIterator(generateEvent)),
}
