import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { RootKind } from '../../../contract/models.ts'
import { janModelsFolder } from './list-jan.ts'
import { listNames } from './read-small-file.ts'

/**
 * What a folder that the user chose really is: a store of another program is only read, however it
 * was chosen, and Jan's and Hugging Face's own folders stand for the one with models in them.
 */
export async function recognizeStore(
  kind: RootKind,
  path: string,
): Promise<{ kind: RootKind; path: string }> {
  const within = {
    huggingface: join(path, 'hub'),
    ollama: join(path, 'models'),
    jan: janModelsFolder(path),
    lmstudio: join(path, 'models'),
  }
  if (kind !== 'folder' && kind !== 'carat') {
    const inner = within[kind]
    const isOuter = kind !== 'lmstudio' || existsSync(join(path, 'settings.json'))
    return { kind, path: isOuter && isFolder(inner) ? inner : path }
  }
  if (isFolder(join(path, 'manifests')) && isFolder(join(path, 'blobs')))
    return { kind: 'ollama', path }
  const names = await listNames(path)
  const isCache = names.some((name) => isFolder(join(path, name, 'snapshots')))
  return { kind: isCache ? 'huggingface' : kind, path }
}

const isFolder = (path: string) => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false
