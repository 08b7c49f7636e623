import { z } from 'zod'

/** What this computer has for models, read live; sizes in bytes. */
export const machineSchema = z.object({
  memoryBytes: z.number(),
  /** Memory a new program could take now without pushing others out. */
  freeMemoryBytes: z.number(),
  physicalCores: z.number(),
  /** What engines compute on. */
  backend: z.enum(['cuda', 'metal', 'vulkan', 'cpu']),
  /** Why no GPU is used, as the driver said it; null when one is, or when none was found. */
  gpuProblem: z.string().nullable(),
  gpus: z.array(
    z.object({
      name: z.string(),
      memoryBytes: z.number(),
      freeMemoryBytes: z.number(),
      /** Shares the computer's memory, as Apple's chips and built-in graphics do. */
      unified: z.boolean(),
    }),
  ),
})
export type Machine = z.infer<typeof machineSchema>

/** Where the bytes go; together they are the whole. */
export const memoryPartsSchema = z.object({
  weights: z.number(),
  projector: z.number(),
  /** The KV cache for the context. */
  cache: z.number(),
  /** Buffers for computing, and what the engine itself takes. */
  compute: z.number(),
})
export type MemoryParts = z.infer<typeof memoryPartsSchema>

export const fitSchema = z.object({
  /** `runs-well` leaves room for other programs, `tight` does not, `too-big` will not load. */
  verdict: z.enum(['runs-well', 'tight', 'too-big']),
  parts: memoryPartsSchema,
  totalBytes: z.number(),
  /** Of the total, what lies in the GPU's own memory. */
  gpuBytes: z.number(),
  /** Memory that is free for it now, on GPU and computer together. */
  availableBytes: z.number(),
  placement: z.enum(['gpu', 'partly-gpu', 'cpu']),
  /** Tokens of context the parts were counted for. */
  contextSize: z.number(),
  /** The most tokens that would still run well here; 0 when not even the smallest context does. */
  largestContext: z.number(),
  /** What the model was trained for. */
  trainedContext: z.number(),
  /** `facts`: from published figures; `header`: from the file itself; `measured`: as it was seen here. */
  basis: z.enum(['facts', 'header', 'measured']),
  /** Expected writing speed here in tokens a second; null until something was measured here. */
  tokensPerSecond: z.number().nullable(),
})
/** How a model will stand on this computer. */
export type Fit = z.infer<typeof fitSchema>
