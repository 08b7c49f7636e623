import { copyFile, link, readdir, rename, rm, rmdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { CaratError } from '../../platform/carat-error.ts'
import { contentKey } from './download-plan.ts'
import { syncNames } from './disk.ts'
import type { StoredDownload } from './download-store.ts'

/** Within a root: what is not a model yet. Carat looks for models in no folder with such a name. */
export const DOWNLOADS_FOLDER = '.downloads'

/** Where a file lies while it arrives and until its models are complete: by its content. */
export function contentPlace(root: string, content: string) {
  const base = join(root, DOWNLOADS_FOLDER, content)
  return { path: `${base}.gguf`, partPath: `${base}.part` }
}

/** Where the complete files of a download are put together. */
export const stageOf = (root: string, id: string) => join(root, DOWNLOADS_FOLDER, id)

/** Length of a file, or null when there is none. */
export const lengthOf = (path: string): Promise<number | null> =>
  stat(path).then(
    (facts) => (facts.isFile() ? facts.size : null),
    () => null,
  )

const exists = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  )

/**
 * Puts a complete file under its own name with the others of its download. Both names are the same
 * file where the disk can do that; else it is moved, or copied if another download needs it too.
 */
export async function stageFile(path: string, staged: string, isShared: boolean): Promise<void> {
  try {
    await link(path, staged)
    return
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : ''
    if (code === 'ENOENT' || code === 'ENOSPC' || code === 'EDQUOT') throw error
  }
  if (!isShared) return await rename(path, staged)
  await copyFile(path, `${staged}.copy`)
  await rename(`${staged}.copy`, staged)
}

/**
 * Gives the complete folder its name in one rename: the model is there whole or not at all. Called
 * again after a kill at any point, it ends the same way.
 *
 * @param commit remembers the name before it is used: from then on a folder of that name is ours
 * @returns the folder, absolute
 * @throws CaratError `FOLDER_UNAVAILABLE` when the folder is neither here nor there any more
 */
export async function placeFolder(
  root: string,
  { folder, id, placed }: StoredDownload,
  commit: (folder: string) => void,
): Promise<string> {
  const stage = stageOf(root, id)
  if (placed && !(await exists(stage))) {
    const target = join(root, folder)
    if (await exists(target)) return target
    throw new CaratError('FOLDER_UNAVAILABLE', { path: target })
  }
  await syncNames(stage)
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? folder : `${folder}-${number}`
    const target = join(root, name)
    if (await exists(target)) continue
    commit(name)
    await rename(stage, target)
    await syncNames(root)
    return target
  }
}

/**
 * Deletes from a root's downloads folder what no download needs.
 *
 * @param needed asked for each name right before it is deleted
 */
export async function sweepDownloads(
  root: string,
  needed: () => readonly StoredDownload[],
): Promise<void> {
  const folder = join(root, DOWNLOADS_FOLDER)
  const names = await readdir(folder).catch(() => [])
  for (const name of names) {
    const content = name.split('.')[0] ?? ''
    const isNeeded = needed().some(
      ({ choice, files, id }) =>
        id === name || files.some((file) => contentKey(choice, file) === content),
    )
    if (!isNeeded) await rm(join(folder, name), { recursive: true, force: true })
  }
  if (needed().length === 0) await rmdir(folder).catch(() => {})
}
