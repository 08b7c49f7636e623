import { z } from 'zod'
import { failureSchema } from '../../contract/errors.ts'
import { automaticLoadOptions, loadOptionsSchema } from '../../contract/load-options.ts'
import { repositoryRefSchema } from '../../contract/model-sources.ts'
import { modelFileSchema } from '../../contract/models.ts'
import type { GgufFacts } from '../gguf/gguf-facts.ts'
import type { StoredFile, StoredModel } from './stored-model.ts'

export const MODEL_COLUMNS = `
  id, root_id, name, facts, projector_facts, problem, fingerprint, source, options,
  removed_until, removed_bytes, removed_files, hidden`

/** Without the blocks, which are long. */
export const FILE_COLUMNS = `
  model_id, role, part, path, bytes, modified_at, sha256, source_path, check_state, checked_at`

const modelRowSchema = z.object({
  id: z.string(),
  root_id: z.string().nullable(),
  name: z.string(),
  facts: z.string().nullable(),
  projector_facts: z.string().nullable(),
  problem: z.string().nullable(),
  fingerprint: z.string().nullable(),
  source: z.string().nullable(),
  options: z.string().nullable(),
  removed_until: z.number().nullable(),
  removed_bytes: z.number(),
  removed_files: z.number(),
  hidden: z.number(),
})

const fileRowSchema = z.object({
  model_id: z.string(),
  role: modelFileSchema.shape.role,
  part: z.number(),
  path: z.string(),
  bytes: z.number(),
  modified_at: z.number(),
  sha256: z.string().nullable(),
  source_path: z.string().nullable(),
  check_state: modelFileSchema.shape.check.shape.state,
  checked_at: z.number().nullable(),
})

const originSchema = z.object({ ref: repositoryRefSchema, revision: z.string() })

/** Puts rows together; `files` are those of all models. What no longer fits its schema reads as unset. */
export function toStoredModels(models: unknown[], files: unknown[]): StoredModel[] {
  const filesByModel = Map.groupBy(
    files.map((row) => fileRowSchema.parse(row)),
    (row) => row.model_id,
  )
  return models.map((each): StoredModel => {
    const row = modelRowSchema.parse(each)
    return {
      id: row.id,
      rootId: row.root_id,
      name: row.name,
      facts: toFacts(row.facts),
      projectorFacts: toFacts(row.projector_facts),
      problem: read(failureSchema, row.problem),
      fingerprint: row.fingerprint,
      origin: read(originSchema, row.source),
      options: read(loadOptionsSchema, row.options) ?? automaticLoadOptions,
      removal:
        row.removed_until === null
          ? null
          : {
              until: row.removed_until,
              bytes: row.removed_bytes,
              filesPutAway: row.removed_files === 1,
            },
      hidden: row.hidden === 1,
      files: (filesByModel.get(row.id) ?? []).map(toStoredFile),
    }
  })
}

const toStoredFile = (row: z.infer<typeof fileRowSchema>): StoredFile => ({
  role: row.role,
  part: row.part,
  path: row.path,
  bytes: row.bytes,
  modifiedAt: row.modified_at,
  sha256: row.sha256,
  sourcePath: row.source_path,
  check: { state: row.check_state, at: row.checked_at },
})

// Written by this program alone, and read anew from the files at every change.
const toFacts = (json: string | null): GgufFacts | null =>
  json === null ? null : (JSON.parse(json) as GgufFacts)

function read<Value>(schema: z.ZodType<Value>, json: string | null): Value | null {
  if (json === null) return null
  return schema.safeParse(JSON.parse(json)).data ?? null
}
