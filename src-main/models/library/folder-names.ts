import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, rmdir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { parseSplitName } from '../gguf/split-names.ts'

/** A name for a folder that holds the files of one model for a while, whatever its id is made of. */
export const folderNameFor = (modelId: string) =>
  createHash('sha256').update(modelId).digest('hex').slice(0, 32)

/** A folder in `rootPath` that does not exist yet, called like the one the model lies in. */
export function chooseFolder(rootPath: string, fromRootPath: string, firstFile: string): string {
  const folder = dirname(firstFile)
  const file = basename(firstFile)
  const stem = (parseSplitName(file)?.prefix ?? file).replace(/\.gguf$/i, '')
  const name = folder === fromRootPath ? stem : basename(folder)
  let chosen = join(rootPath, name)
  for (let copy = 2; existsSync(chosen); copy += 1) chosen = join(rootPath, `${name}-${copy}`)
  return chosen
}

/** Deletes folders that are empty now, from this one up to the root, which stays. */
export async function removeEmptyFolders(folder: string, rootPath: string): Promise<void> {
  try {
    if (folder === rootPath || !folder.startsWith(rootPath)) return
    if ((await readdir(folder)).length > 0) return
    await rmdir(folder)
    await removeEmptyFolders(dirname(folder), rootPath)
  } catch {
    // Somebody else put something there, or may: then it stays.
  }
}
