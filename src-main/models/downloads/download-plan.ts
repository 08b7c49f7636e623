import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { ModelChoice } from '../../contract/discovery.ts'
import type { RemoteFile } from '../../contract/model-sources.ts'
import { CaratError } from '../../platform/carat-error.ts'
import type { ModelSource } from '../sources/model-source.ts'
import { toFolderName } from './folder-name.ts'

export const plannedFileSchema = z.object({
  role: z.enum(['weights', 'projector']),
  /** Within the model's folder; made by Carat. */
  fileName: z.string(),
  /** The source's name for it. */
  path: z.string(),
  bytes: z.number(),
  sha256: z.string().nullable(),
})
/** One file of a download. */
export type PlannedFile = z.infer<typeof plannedFileSchema>

/** All that is fixed about a download when it begins. */
export interface DownloadPlan {
  choice: ModelChoice
  title: string
  label: string
  pictures: boolean
  /** Name of the model's folder. */
  folder: string
  files: PlannedFile[]
}

/**
 * What has to be fetched for a choice, at the choice's own commit. Names from the server only ever
 * become part of a folder's name, cleaned.
 *
 * @param name what the model is called; null for its repository's title
 * @throws CaratError `HUB_NOT_FOUND` when the choice is not there any more, `GGUF_PARTS_MISSING`, and
 *   those of the source
 */
export async function planDownload(
  source: ModelSource,
  choice: ModelChoice,
  name: string | null,
  signal: AbortSignal,
): Promise<DownloadPlan> {
  const repository = await source.readRepository(choice.ref, signal)
  const variant = repository.variants.find(({ id }) => id === choice.variantId)
  const projector = repository.projectors.find(({ path }) => path === choice.projectorPath)
  if (!variant || (choice.projectorPath !== null && !projector))
    throw new CaratError('HUB_NOT_FOUND', { repository: choice.ref.repository })
  const { files: parts, label, missingParts } = variant
  if (missingParts.length > 0)
    throw new CaratError('GGUF_PARTS_MISSING', { name: label, missing: missingParts })
  const listed = [
    ...parts.map((file, index) => toPlanned('weights', weightsName(index, parts.length), file)),
    ...(projector ? [toPlanned('projector', 'projector.gguf', projector)] : []),
  ]
  const isPinned = repository.revision === choice.revision
  const files = isPinned ? listed : await pin(source, choice, listed, signal)
  return {
    choice,
    title: name ?? repository.title,
    label,
    pictures: projector !== undefined,
    folder: toFolderName(
      [repository.title, label],
      files.map((file) => contentKey(choice, file)),
    ),
    files,
  }
}

/** The repository has gone on since; the files are asked for as they were. */
async function pin(
  source: ModelSource,
  { ref, revision }: ModelChoice,
  files: PlannedFile[],
  signal: AbortSignal,
): Promise<PlannedFile[]> {
  return await Promise.all(
    files.map(async (file) => {
      const { bytes, sha256 } = await source.locate({ ref, revision, path: file.path }, signal)
      return { ...file, bytes, sha256 }
    }),
  )
}

/** What tells this content from every other: its hash, or where it came from. */
export const contentKey = (
  { ref, revision }: ModelChoice,
  { path, sha256 }: Pick<PlannedFile, 'path' | 'sha256'>,
): string =>
  sha256 ??
  createHash('sha256').update([ref.source, ref.repository, revision, path].join('\n')).digest('hex')

const toPlanned = (
  role: PlannedFile['role'],
  fileName: string,
  { bytes, path, sha256 }: RemoteFile,
): PlannedFile => ({ role, fileName, path, bytes, sha256 })

/** llama.cpp finds the parts of a split model by such names. */
function weightsName(index: number, count: number): string {
  const five = (number: number) => String(number).padStart(5, '0')
  return count === 1 ? 'model.gguf' : `model-${five(index + 1)}-of-${five(count)}.gguf`
}
