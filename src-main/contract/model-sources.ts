import { z } from 'zod'

export const sourceKinds = ['huggingface', 'ollama', 'modelscope'] as const
export const sourceKindSchema = z.enum(sourceKinds)
/** Where models can be had. A Hugging Face mirror is the same kind with another address. */
export type SourceKind = z.infer<typeof sourceKindSchema>

export const repositoryRefSchema = z.object({
  source: sourceKindSchema,
  /** `owner/name`; for Ollama `name`, `name:tag` or `owner/name:tag`. */
  repository: z.string().min(1).max(400),
})
export type RepositoryRef = z.infer<typeof repositoryRefSchema>

export const remoteFileSchema = z.object({
  /** The source's name for the file: data, never a path on this computer. */
  path: z.string(),
  bytes: z.number(),
  /** Lowercase hex; null where the source publishes none. */
  sha256: z.string().nullable(),
})
export type RemoteFile = z.infer<typeof remoteFileSchema>

/** One model of a repository: a quantization, in one file or in parts. */
export const variantSchema = z.object({
  /** The path of its first file; unique in the repository at this revision. */
  id: z.string(),
  /** As published, e.g. `Q4_0` or `UD-Q4_K_XL`; the file's name where nothing better is known. */
  label: z.string(),
  /** All parts in order. */
  files: z.array(remoteFileSchema),
  bytes: z.number(),
  /** Names of the parts that the repository lacks; such a variant cannot be used. */
  missingParts: z.array(z.string()),
})
export type Variant = z.infer<typeof variantSchema>

export const gateSchema = z.enum(['open', 'gated'])

export const repositorySchema = z.object({
  ref: repositoryRefSchema,
  /** The commit (Hugging Face, ModelScope) or manifest digest (Ollama) all files belong to. */
  revision: z.string(),
  title: z.string(),
  author: z.string(),
  /** SPDX id or the hub's own, such as `gemma`; null when the repository names none. */
  licence: z.string().nullable(),
  gate: gateSchema,
  /** The page a person reads it on, and accepts its licence. */
  pageUrl: z.string(),
  downloads: z.number().nullable(),
  likes: z.number().nullable(),
  updatedAt: z.number().nullable(),
  architecture: z.string().nullable(),
  parameters: z.number().nullable(),
  trainedContext: z.number().nullable(),
  variants: z.array(variantSchema),
  /** Picture encoders, best first. */
  projectors: z.array(remoteFileSchema),
})
export type Repository = z.infer<typeof repositorySchema>

export const searchQuerySchema = z.object({
  source: sourceKindSchema,
  text: z.string().max(200),
  /** Only models that see pictures. */
  pictures: z.boolean(),
  /** Only models of at most so many parameters; null for any. */
  mostParameters: z.number().nullable(),
  sort: z.enum(['downloads', 'likes', 'updated', 'trending']),
  /** From a page before; null for the first. */
  cursor: z.string().nullable(),
})
export type SearchQuery = z.infer<typeof searchQuerySchema>

export const searchResultSchema = z.object({
  ref: repositoryRefSchema,
  title: z.string(),
  author: z.string(),
  licence: z.string().nullable(),
  gate: gateSchema,
  downloads: z.number().nullable(),
  likes: z.number().nullable(),
  updatedAt: z.number().nullable(),
  /** Null where the source does not say. */
  pictures: z.boolean().nullable(),
  parameters: z.number().nullable(),
})
export type SearchResult = z.infer<typeof searchResultSchema>

export const searchPageSchema = z.object({
  results: z.array(searchResultSchema),
  cursor: z.string().nullable(),
})
export type SearchPage = z.infer<typeof searchPageSchema>
