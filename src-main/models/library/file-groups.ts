import { basename, dirname } from 'node:path'
import { listSplitNames, parseSplitName } from '../gguf/split-names.ts'
import type { ModelOrigin } from './stored-model.ts'

/** A file as a store lists it. */
export interface ListedFile {
  /** Absolute. */
  path: string
  /** Lowercase hex, where the store names its files by their hash. */
  sha256: string | null
}

/** Files that lie together: what is a picture encoder among them may belong to a model among them. */
export interface FileGroup {
  files: ListedFile[]
  /** What the store calls the one model in it; null where file names and headers must do. */
  name: string | null
  origin: ModelOrigin | null
}

/** All parts of one GGUF, in order; most have just one. */
export interface GgufUnit {
  parts: (ListedFile & { part: number })[]
  /** Names of parts that a split model lacks. */
  missing: string[]
}

/** Files by the folders they lie in. */
export function groupByFolder(paths: readonly string[]): FileGroup[] {
  const folders = Map.groupBy(paths, (path) => dirname(path))
  return [...folders.values()].map((inFolder) => ({
    files: inFolder.map((path) => ({ path, sha256: null })),
    name: null,
    origin: null,
  }))
}

/** Parts of split models together, by llama.cpp's names; each other file for itself. */
export function toUnits(files: readonly ListedFile[]): GgufUnit[] {
  const sets = Map.groupBy(files, ({ path }) => {
    const split = parseSplitName(path)
    return split ? `${split.prefix} ${split.count}` : path
  })
  return [...sets.values()].map((set) => {
    const parts = set
      .map((file) => ({ ...file, part: parseSplitName(file.path)?.index ?? 0 }))
      .toSorted((one, other) => one.part - other.part)
    const [first] = parts
    const split = first && parseSplitName(first.path)
    const here = new Set(parts.map(({ path }) => path))
    const wanted = split ? listSplitNames(split) : []
    return {
      parts,
      missing: wanted.filter((path) => !here.has(path)).map((path) => basename(path)),
    }
  })
}
