import { z } from 'zod'

export const samplingSchema = z.object({
  temperature: z.number().min(0).max(5),
  topK: z.number().int().min(0).max(1000),
  topP: z.number().min(0).max(1),
  minP: z.number().min(0).max(1),
})
/** How the next token is drawn; 0 for `topK` and `minP` and 1 for `topP` switch that step off. */
export type Sampling = z.infer<typeof samplingSchema>

export const engineSamplingSchema = samplingSchema.extend({
  /** 1, or missing, for no penalty. */
  repeatPenalty: z.number().optional(),
})
/** The same as an engine takes it. */
export type EngineSampling = z.infer<typeof engineSamplingSchema>

/** Types of the numbers in the KV cache; fewer bits take less memory and cost some exactness. */
export const cacheTypes = ['f16', 'q8_0', 'q4_0'] as const

export const loadOptionsSchema = z.object({
  /** Tokens of context; null lets Carat choose what fits memory, up to the model's own. */
  contextSize: z.number().int().min(256).nullable(),
  /** Layers given to the GPU; null as many as fit, 0 none. */
  gpuLayers: z.number().int().min(0).nullable(),
  cacheType: z.enum(cacheTypes),
  /** Cores kept busy; null all physical ones but one. */
  threads: z.number().int().min(1).nullable(),
  flashAttention: z.enum(['auto', 'on', 'off']),
  /** LoRA adapters of the library, each with its weight. */
  adapters: z.array(z.object({ adapterId: z.string(), scale: z.number().min(-4).max(4) })),
  /** Null uses what the model's makers recommend. */
  sampling: samplingSchema.nullable(),
})
/** How a model is brought into memory, as its user chose. */
export type LoadOptions = z.infer<typeof loadOptionsSchema>

/** Nothing chosen: Carat and the model's makers decide. */
export const automaticLoadOptions: LoadOptions = {
  contextSize: null,
  gpuLayers: null,
  cacheType: 'f16',
  threads: null,
  flashAttention: 'auto',
  adapters: [],
  sampling: null,
}
