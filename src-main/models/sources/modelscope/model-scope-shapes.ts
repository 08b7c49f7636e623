import { z } from 'zod'

/**
 * What Carat reads of ModelScope. Sources: modelscope_hub (`_openapi.py` for `/openapi/v1/models` and
 * its filters, `_legacy_api.py` for `/api/v1/models/{id}/repo/files` and `…/repo`) and public clients
 * of 2026 for the fields of the answers.
 */
const text = z.string().nullish().catch(null)
const number = z.number().nullish().catch(null)

/** One model of the OpenAPI. */
const modelSchema = z.object({
  id: z.string(),
  display_name: text,
  downloads: number,
  likes: number,
  license: text,
  /** Parameters; 0 where it is not known. */
  params: number,
  tasks: z.array(z.string()).nullish().catch(null),
  tags: z.array(z.string()).nullish().catch(null),
  last_modified: text,
  gated: z.boolean().nullish().catch(null),
})
export type ScopeModel = z.infer<typeof modelSchema>

export const searchAnswerSchema = z.object({
  success: z.literal(true),
  data: z.object({ models: z.array(modelSchema), total_count: number }),
})
export const modelAnswerSchema = z.object({ success: z.literal(true), data: modelSchema })

const filesSchema = z.object({
  Files: z.array(
    z.object({
      Path: z.string(),
      /** `blob`, or `tree` for folders. */
      Type: z.string(),
      Size: z.number(),
      Sha256: text,
      /** The commit that last changed this file. */
      Revision: text,
    }),
  ),
  /** The newest commit; often only the beginning of its name is filled in. */
  LatestCommitter: z.object({ Id: text, ShortId: text }).nullish().catch(null),
})
export type ScopeFiles = z.infer<typeof filesSchema>

/** No `Data`, or no `Files` in it, is how it says that there is no such repository or revision. */
export const filesAnswerSchema = z.object({
  Code: z.number(),
  Data: filesSchema.nullish().catch(null),
})

const isCommit = (name: string | null | undefined): name is string =>
  /^[0-9a-f]{40}$/.test(name ?? '')

/**
 * The commit a listing belongs to. Where only its beginning is told, one of the files has the whole
 * name; where none has, the branch must do, and the hashes of the files show if it moves.
 */
export function commitOf({ LatestCommitter: latest, Files: files }: ScopeFiles): string {
  if (isCommit(latest?.Id)) return latest.Id
  const short = latest?.ShortId ?? ''
  const whole = files.map(({ Revision }) => Revision).filter(isCommit)
  return (short.length >= 7 && whole.find((name) => name.startsWith(short))) || BRANCH
}

/** The branch every repository has. */
export const BRANCH = 'master'
