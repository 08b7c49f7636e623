import { readdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { listSplitNames, parseSplitName } from '../../gguf/split-names.ts'
import type { FileGroup } from '../file-groups.ts'
import type { WalkLimits } from '../walk-folder.ts'
import { readSmallFile } from './read-small-file.ts'

const MANIFEST = 'model.yml'
/** Ids may be `owner/name`. */
const DEPTH = 4

/**
 * Models in Jan's `llamacpp/models`: each folder with a `model.yml` that names the model and its
 * projector, by paths that begin at Jan's data folder or are absolute when the file was imported.
 * Layout: `extensions/llamacpp-extension/src` of janhq/jan.
 */
export async function listJanGroups(
  rootPath: string,
  { signal }: WalkLimits,
): Promise<FileGroup[]> {
  const dataFolder = resolve(rootPath, '../..')
  const groups: FileGroup[] = []
  for (const path of await findManifests(rootPath, DEPTH)) {
    signal.throwIfAborted()
    const values = readTopLevel((await readSmallFile(path)) ?? '')
    const model = values.get('model_path')
    if (!model) continue
    const projector = values.get('mmproj_path')
    const files = [
      ...withAllParts(resolve(dataFolder, model)),
      ...(projector ? [resolve(dataFolder, projector)] : []),
    ]
    groups.push({
      files: files.map((file) => ({ path: file, sha256: null })),
      name: values.get('name') ?? null,
      origin: null,
    })
  }
  return groups
}

function withAllParts(path: string): string[] {
  const split = parseSplitName(path)
  return split ? listSplitNames(split) : [path]
}

async function findManifests(folder: string, depth: number): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  if (entries.some((entry) => entry.name === MANIFEST)) return [join(folder, MANIFEST)]
  if (depth === 0) return []
  const inner = entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
  const found = inner.map((entry) => findManifests(join(folder, entry.name), depth - 1))
  return (await Promise.all(found)).flat().toSorted()
}

/** The plain values at the top of a YAML file, which is all that is needed of it. */
function readTopLevel(text: string): Map<string, string> {
  const values = new Map<string, string>()
  for (const line of text.split(/\r?\n/)) {
    const [, key, value = ''] = /^(\w+):\s+(.*?)\s*$/.exec(line) ?? []
    if (key && value !== '' && value !== 'null' && value !== '~') values.set(key, unquote(value))
  }
  return values
}

function unquote(value: string): string {
  if (/^'.*'$/s.test(value)) return value.slice(1, -1).replaceAll("''", "'")
  if (!/^".*"$/s.test(value)) return value
  try {
    return String(JSON.parse(value))
  } catch {
    return value.slice(1, -1)
  }
}

/** The folder of Jan's that a chosen one means: itself, or the one within Jan's data folder. */
export const janModelsFolder = (dataFolder: string) => join(dataFolder, 'llamacpp', 'models')
