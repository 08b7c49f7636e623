import { z } from 'zod'
import { fitSchema } from './fit.ts'
import { samplingSchema } from './load-options.ts'
import { repositoryRefSchema } from './model-sources.ts'

/** A text in the languages of the window, by language tag; `en` is always there. */
const wordsSchema = z.record(z.string(), z.string())

/** A kind of weights, explained: `resources/catalogue/quantizations.json`. */
export const quantizationSchema = z.object({
  /** As in file names, upper case. */
  label: z.string(),
  /** Stored bits for each weight, scales included. */
  bitsPerWeight: z.number(),
  summary: wordsSchema,
  /**
   * Published loss of quality, if there is one: perplexity of this kind and of the reference on the
   * same text, with where it was published.
   */
  quality: z
    .object({
      perplexity: z.number(),
      reference: z.number(),
      model: z.string(),
      source: z.string(),
    })
    .nullable(),
})
export type Quantization = z.infer<typeof quantizationSchema>

/** One model of the catalogue: `resources/catalogue/models.json`. */
export const catalogueModelSchema = z.object({
  id: z.string(),
  family: z.string(),
  name: z.string(),
  summary: wordsSchema,
  /** `chat` is instruction-tuned, `base` pre-trained, `safety` judges pictures, `embedding` makes vectors. */
  purpose: z.enum(['chat', 'base', 'safety', 'embedding']),
  parameters: z.number(),
  /** Weights used for each token, less than all in mixtures of experts. */
  activeParameters: z.number(),
  trainedContext: z.number(),
  inputs: z.array(z.enum(['text', 'pictures', 'audio'])),
  licence: z.object({ id: z.string(), name: z.string(), url: z.string() }),
  sampling: samplingSchema.nullable(),
  /** Memory of an f16 KV cache for each token; sliding layers keep no more than their window of them. */
  cache: z.object({
    globalBytesPerToken: z.number(),
    slidingBytesPerToken: z.number(),
    slidingWindow: z.number(),
  }),
  /** Of the picture encoder, as published; 0 for models that read text only. */
  projectorBytes: z.number(),
  /** In order of preference; `quantization` is the kind to take there. */
  repositories: z.array(
    z.object({
      ref: repositoryRefSchema,
      publisher: z.string(),
      quantization: z.string(),
      /** Made with training that knows about the quantization, so that little quality is lost. */
      quantizationAware: z.boolean(),
      gated: z.boolean(),
      /** Weights as published, for a first estimate; the hub says the exact size. */
      aboutBytes: z.number(),
    }),
  ),
})
export type CatalogueModel = z.infer<typeof catalogueModelSchema>

/** Why a model is recommended; the window makes the sentence. */
export const recommendationSchema = z.object({
  modelId: z.string(),
  /** Index into the model's repositories. */
  repositoryIndex: z.number(),
  reason: z.enum([
    /** The best that fits the GPU's own memory. */
    'fits-gpu',
    /** The best that leaves room in the computer's memory. */
    'fits-memory',
    /** Larger ones would fit but answer too slowly without a GPU. */
    'fast-enough',
    /** Nothing fits well; this is the smallest. */
    'smallest',
  ]),
  fit: fitSchema,
})
export type Recommendation = z.infer<typeof recommendationSchema>

export const catalogueSchema = z.object({
  models: z.array(catalogueModelSchema.extend({ fit: fitSchema })),
  quantizations: z.array(quantizationSchema),
  /** Null when not even the smallest model fits. */
  recommendation: recommendationSchema.nullable(),
})
export type Catalogue = z.infer<typeof catalogueSchema>
