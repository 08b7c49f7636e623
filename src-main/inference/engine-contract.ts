import { eventIterator, oc } from '@orpc/contract'
import { z } from 'zod'
import { failureSchema } from '../contract/errors.ts'
import { machineSchema } from '../contract/fit.ts'
import { cacheTypes, engineSamplingSchema } from '../contract/load-options.ts'

const failed = z.object({ kind: z.literal('failed'), failure: failureSchema })

const loadInput = z.object({
  modelName: z.string(),
  modelPath: z.string(),
  /** Tokens wanted. */
  contextSize: z.number().int().positive(),
  /** Fewer tokens will do when memory is short; otherwise that is a failure. */
  contextMayShrink: z.boolean(),
  /** Layers for the GPU; null as many as fit. */
  gpuLayers: z.number().int().min(0).nullable(),
  keyType: z.enum(cacheTypes),
  valueType: z.enum(cacheTypes),
  flashAttention: z.enum(['auto', 'on', 'off']),
  adapters: z.array(z.object({ path: z.string(), scale: z.number() })),
  /** Cores the engine may keep busy. */
  threads: z.number().int().positive(),
})
export type LoadInput = z.infer<typeof loadInput>

const loadEvent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('loading'), fraction: z.number() }),
  z.object({
    kind: z.literal('ready'),
    device: z.string(),
    contextSize: z.number(),
    memory: z.object({ processBytes: z.number(), gpuBytes: z.number() }),
  }),
  failed,
])
export type LoadEvent = z.infer<typeof loadEvent>

const messages = z.array(
  z.object({ role: z.enum(['system', 'user', 'assistant']), text: z.string() }),
)

const generateInput = z.object({
  messages,
  sampling: engineSamplingSchema,
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

const probedGpus = machineSchema.pick({ backend: true, gpuProblem: true, gpus: true })
/** What engines find to compute on. */
export type ProbedGpus = z.infer<typeof probedGpus>

/**
 * What the text engine's process answers. Every stream ends with `ready`, `finished` or `failed`,
 * or by the caller's abort; one process holds one model, or none and is asked for the GPUs.
 */
export const engineContract = {
  load: oc.input(loadInput).output(eventIterator(loadEvent)),
  generate: oc.input(generateInput).output(eventIterator(generateEvent)),
  /** Tokens of a prompt in the model's template. */
  count: oc.input(z.object({ messages })).output(z.number()),
  probe: oc.output(probedGpus),
}
