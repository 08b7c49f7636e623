import { z } from 'zod'

/**
 * What Carat reads of the Hugging Face hub's answers. Sources: huggingface.co/docs/hub/api,
 * huggingface_hub 1.x (`hf_api.py`, `file_download.py`, `utils/_http.py`) and @huggingface/hub
 * (`api-model.ts`, `api-index-tree.ts`). All but the name may be missing on mirrors.
 */
const text = z.string().nullish().catch(null)
const number = z.number().nullish().catch(null)

/** One model of `/api/models` or `/api/models/{id}`, with the fields asked for by `expand`. */
export const modelSchema = z.object({
  id: z.string(),
  sha: text,
  author: text,
  downloads: number,
  likes: number,
  trendingScore: number,
  lastModified: text,
  /** `false` is open to everyone, `auto` and `manual` say how requests are granted. */
  gated: z.union([z.boolean(), z.string()]).nullish().catch(null),
  pipeline_tag: text,
  tags: z.array(z.string()).nullish().catch(null),
  /** The hub's own reading of one of the GGUF files. */
  gguf: z
    .object({ total: number, architecture: text, context_length: number })
    .nullish()
    .catch(null),
  cardData: z
    .object({
      license: z
        .union([z.string(), z.array(z.string())])
        .nullish()
        .catch(null),
      license_name: text,
    })
    .nullish()
    .catch(null),
  siblings: z
    .array(z.object({ rfilename: z.string() }))
    .nullish()
    .catch(null),
})
export type HubModel = z.infer<typeof modelSchema>

export const modelListSchema = z.array(modelSchema)

/** Names of the headers that only the hub sends, in lower case. */
export const hubHeaders = {
  errorCode: 'x-error-code',
  errorMessage: 'x-error-message',
  commit: 'x-repo-commit',
  linkedEtag: 'x-linked-etag',
} as const

/** `expand` values of the two questions; the hub refuses names it does not know. */
export const searchFields = [
  ...['author', 'downloads', 'gated', 'gguf', 'lastModified', 'likes', 'pipeline_tag'],
  ...['siblings', 'tags', 'trendingScore'],
]
export const repositoryFields = [
  ...['author', 'cardData', 'downloads', 'gated', 'gguf', 'lastModified', 'likes', 'sha', 'tags'],
]

export const licenceOf = ({ cardData, tags }: HubModel): string | null => {
  const named = [cardData?.license].flat()[0]
  const tagged = tags?.find((tag) => tag.startsWith('license:'))?.slice('license:'.length)
  const licence = named ?? tagged ?? null
  return licence === 'other' ? (cardData?.license_name ?? licence) : licence
}

export const gateOf = ({ gated }: HubModel) => (gated ? 'gated' : 'open')
