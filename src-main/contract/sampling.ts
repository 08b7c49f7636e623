import { z } from 'zod'
import { type Sampling, samplingSchema } from './load-options.ts'

/** Seeds are drawn from 0 up to this; every engine takes them. */
export const LARGEST_SEED = 2 ** 31 - 1

export const fullSamplingSchema = samplingSchema.extend({
  /** What was written lately becomes less likely by it; 1 for no such thing. */
  repeatPenalty: z.number().min(0.5).max(2),
  /** Null draws another one each time. */
  seed: z.number().int().min(0).max(LARGEST_SEED).nullable(),
  /** Where a reply ends at the latest; null for the end of the context. */
  maxTokens: z.number().int().min(1).max(1_000_000).nullable(),
})
/** All that decides how a reply is drawn. */
export type FullSampling = z.infer<typeof fullSamplingSchema>

export const samplingChoiceSchema = fullSamplingSchema.partial()
/** The parts of it somebody chose; the rest is left to whoever comes after. */
export type SamplingChoice = z.infer<typeof samplingChoiceSchema>

/** What counts: the model's own, and over it each choice, the last one first. */
export function mergeSampling(own: Sampling, ...choices: readonly SamplingChoice[]): FullSampling {
  return choices.reduce<FullSampling>((sum, choice) => ({ ...sum, ...choice }), {
    repeatPenalty: 1,
    seed: null,
    maxTokens: null,
    ...own,
  })
}
