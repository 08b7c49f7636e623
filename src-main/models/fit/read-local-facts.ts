import { stat } from 'node:fs/promises'
import path from 'node:path'
import { openFileSource } from '../gguf/file-source.ts'
import type { GgufFacts } from '../gguf/gguf-facts.ts'
import { readGguf } from '../gguf/read-gguf.ts'
import { toGgufFacts } from '../gguf/read-gguf-facts.ts'
import { listSplitNames, parseSplitName } from '../gguf/split-names.ts'

/** Reads headers of files here, each once for as long as the file stays the same. */
export type LocalFacts = (filePath: string, signal?: AbortSignal) => Promise<GgufFacts>

/**
 * Makes a reader that remembers. Of a split model the first part is named, and all are read.
 *
 * @returns a reader that throws CaratErrors of `readGguf` and `openFileSource`.
 */
export function createLocalFacts(): LocalFacts {
  const known = new Map<string, { mark: string; facts: GgufFacts }>()
  return async (filePath, signal) => {
    const found = await stat(filePath).catch(() => null)
    const mark = found ? `${found.size} ${found.mtimeMs}` : ''
    const remembered = known.get(filePath)
    if (found && remembered?.mark === mark) return remembered.facts
    const headers = await Promise.all(
      listParts(filePath).map(async (part) => {
        await using source = await openFileSource(part)
        return await readGguf(source, signal)
      }),
    )
    const [first, ...others] = headers
    if (!first) throw new Error(`${filePath} has no parts`)
    const facts = toGgufFacts(first, others)
    known.set(filePath, { mark, facts })
    return facts
  }
}

function listParts(filePath: string): string[] {
  const split = parseSplitName(path.basename(filePath))
  if (!split) return [filePath]
  return listSplitNames(split).map((name) => path.join(path.dirname(filePath), name))
}
