import type { TaskProgress } from './file-tasks.ts'
import { hashFile } from './hash-file.ts'
import { type LibraryContext, pathOf, type PlacedModel } from './library-context.ts'
import { isErrorCode } from './system-error.ts'

/**
 * Reads all files of a model and compares each hash with what its publisher said, or with what it was
 * when it came; without either nothing can be said. What was found is written down file by file.
 *
 * @throws the system's errors and the signal's reason
 */
export async function verifyModel(
  { store }: LibraryContext,
  { model, root }: PlacedModel,
  progress: TaskProgress,
  signal: AbortSignal,
): Promise<void> {
  const known = model.files.filter(({ sha256 }) => sha256 !== null)
  progress.expect(known.reduce((sum, { bytes }) => sum + bytes, 0))
  for (const file of model.files) {
    if (file.sha256 === null) {
      store.setCheck(model.id, file, { state: 'unknown', at: Date.now() })
      continue
    }
    const found = await hashFile(pathOf(root, file), signal, progress.add).catch(
      (error: unknown) => {
        if (isErrorCode(error, 'ENOENT')) return null
        throw error
      },
    )
    const state = found === file.sha256 ? 'ok' : 'damaged'
    store.setCheck(model.id, file, { state, at: Date.now() })
  }
}
