import { type FileGroup, groupByFolder } from '../file-groups.ts'
import type { StoredRoot } from '../stored-model.ts'
import { findGgufFiles, walkLimits } from '../walk-folder.ts'
import { listDemoGroups } from './list-demo.ts'
import { listHuggingFaceGroups } from './list-hugging-face.ts'
import { listJanGroups } from './list-jan.ts'
import { listOllamaGroups } from './list-ollama.ts'

/**
 * The files of a folder, together as the program that keeps them says they belong. LM Studio keeps
 * `publisher/repository/file`, which is folders like any.
 *
 * @throws the system's error when the folder cannot be read, and the signal's reason.
 */
export async function listGroups(
  { kind, path, whole }: Pick<StoredRoot, 'kind' | 'path' | 'whole'>,
  signal: AbortSignal,
): Promise<FileGroup[]> {
  const limits = walkLimits(signal)
  if (kind === 'huggingface') return listHuggingFaceGroups(path, limits)
  if (kind === 'ollama') return listOllamaGroups(path, limits)
  if (kind === 'jan') return listJanGroups(path, limits)
  if (kind === 'demo') return listDemoGroups(path)
  const depth = whole ? limits.depth : 1
  return groupByFolder(await findGgufFiles(path, { ...limits, depth }))
}
