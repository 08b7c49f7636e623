import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** How far a look into a folder goes, so that it ends whatever lies there. */
export interface WalkLimits {
  depth: number
  /** Names that are read at most. */
  entries: number
  signal: AbortSignal
}

const DEPTH = 8
const ENTRIES = 50_000

export const walkLimits = (signal: AbortSignal, depth = DEPTH): WalkLimits => ({
  depth,
  entries: ENTRIES,
  signal,
})

/**
 * Absolute paths of the GGUF files in a folder and those below it, sorted. Linked folders are
 * entered, each real one once; hidden ones are not. What cannot be read is left out.
 *
 * @throws the system's error when the folder itself cannot be read, and the signal's reason.
 */
export async function findGgufFiles(folder: string, limits: WalkLimits): Promise<string[]> {
  const found: string[] = []
  const entered = new Set<string>()
  let left = limits.entries

  const enter = async (path: string, depth: number): Promise<void> => {
    limits.signal.throwIfAborted()
    const { dev, ino } = await stat(path, { bigint: true })
    const identity = ino === 0n ? path : `${dev}:${ino}`
    if (entered.has(identity)) return
    entered.add(identity)
    for (const entry of await readdir(path, { withFileTypes: true })) {
      if (left-- <= 0) return
      const inner = join(path, entry.name)
      if (entry.name.startsWith('.')) continue
      if (isGgufName(entry.name) && !entry.isDirectory()) found.push(inner)
      else if (depth > 1 && (entry.isDirectory() || entry.isSymbolicLink()))
        await enterQuietly(inner, depth - 1)
    }
  }
  const enterQuietly = async (path: string, depth: number) => {
    try {
      await enter(path, depth)
    } catch {
      limits.signal.throwIfAborted()
    }
  }

  await enter(folder, limits.depth)
  return found.toSorted()
}

export const isGgufName = (name: string) => /\.gguf$/i.test(name)
