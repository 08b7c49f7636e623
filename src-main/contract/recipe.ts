import { z } from 'zod'
import { contextChoiceSchema } from './messages.ts'
import { PRESET_TEXT_LIMIT } from './presets.ts'
import { fullSamplingSchema, LARGEST_SEED } from './sampling.ts'

export const recipeSchema = z.object({
  model: z.object({
    id: z.string(),
    name: z.string(),
    quantization: z.string().nullable(),
    /** Hashes of its file: of samples, and of all of it where somebody has said. */
    fingerprint: z.string().nullable(),
    sha256: z.string().nullable(),
    /** The same text for the same options of its load. */
    loadKey: z.string(),
  }),
  /** Null until one took the reply up. */
  engine: z
    .object({ kind: z.enum(['text', 'vision']), device: z.string(), version: z.string() })
    .nullable(),
  /** With the seed that was really used. */
  sampling: fullSamplingSchema.extend({ seed: z.number().int().min(0).max(LARGEST_SEED) }),
  assistant: z.object({ id: z.string(), name: z.string() }).nullable(),
  instructions: z.string().max(PRESET_TEXT_LIMIT),
  /** Letters that were there before, of a reply that was gone on with. */
  begun: z.number().int().min(0).default(0),
  /** What of the conversation was left out. */
  context: contextChoiceSchema.nullable(),
})
/** All that a reply was made from, beside the conversation itself. */
export type Recipe = z.infer<typeof recipeSchema>

/** What is no longer as it was when a reply was made, so that a repeat may come out differently. */
export const recipeChanges = ['model-gone', 'model-file', 'model-options', 'engine'] as const
export type RecipeChange = (typeof recipeChanges)[number]
