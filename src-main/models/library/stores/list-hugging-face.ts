import { readlink } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { FileGroup, ListedFile } from '../file-groups.ts'
import { findGgufFiles, type WalkLimits } from '../walk-folder.ts'
import { listNames, readSmallFile } from './read-small-file.ts'

const SHA256 = /^[0-9a-f]{64}$/

/**
 * Snapshots in the cache of Hugging Face's libraries, those that `main` names first:
 * `models--owner--name/snapshots/<commit>/…`, links into `blobs`, where large files are called by
 * their sha256. Layout: huggingface.co/docs/hub/local-cache.
 */
export async function listHuggingFaceGroups(
  rootPath: string,
  limits: WalkLimits,
): Promise<FileGroup[]> {
  const groups: FileGroup[] = []
  for (const name of await listNames(rootPath)) {
    limits.signal.throwIfAborted()
    if (!name.startsWith('models--')) continue
    const folder = join(rootPath, name)
    const repository = name.split('--').slice(1).join('/')
    for (const revision of await listRevisions(folder)) {
      const snapshot = join(folder, 'snapshots', revision)
      const paths = await findGgufFiles(snapshot, { ...limits, depth: 4 }).catch(() => [])
      if (paths.length === 0) continue
      groups.push({
        files: await Promise.all(paths.map(toListedFile)),
        name: null,
        origin: { ref: { source: 'huggingface', repository }, revision },
      })
    }
  }
  return groups
}

async function listRevisions(folder: string): Promise<string[]> {
  const revisions = await listNames(join(folder, 'snapshots'))
  const main = (await readSmallFile(join(folder, 'refs', 'main')))?.trim()
  return revisions.toSorted((one, other) => Number(other === main) - Number(one === main))
}

async function toListedFile(path: string): Promise<ListedFile> {
  // Where links are not allowed, as on Windows, the cache has the file itself here.
  const target = await readlink(path).catch(() => '')
  const name = basename(target)
  return { path, sha256: SHA256.test(name) ? name : null }
}
