import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import type { EngineModel } from './engine.ts'

const SAMPLE_BYTES = 64 * 1024

/**
 * The same text as long as a saved state of the engine means the same: for one build of the engine,
 * one set of weights, and options that shape the cache.
 *
 * @param program the engine's own file
 * @throws the system's error for a file that cannot be read
 */
export async function identifyLoad(
  program: string,
  { loadOptions, modelPath, projectorPath }: EngineModel,
): Promise<string> {
  const { adapters, cacheType, flashAttention } = loadOptions
  const paths = [program, modelPath, ...(projectorPath === null ? [] : [projectorPath])]
  const scaled = adapters.map(({ path, scale }) => [path, scale])
  return JSON.stringify([
    await Promise.all(paths.map(describeFile)),
    cacheType,
    flashAttention,
    scaled,
  ])
}

/** Hashing all of the weights would take longer than what is saved by it. */
async function describeFile(path: string) {
  const file = await open(path)
  try {
    const { mtimeMs, size } = await file.stat()
    const sample = Buffer.alloc(Math.min(size, SAMPLE_BYTES))
    const last = size - sample.length
    const hash = createHash('sha256')
    for (const offset of [0, Math.floor(last / 2), last]) {
      await file.read(sample, 0, sample.length, offset)
      hash.update(sample)
    }
    return [size, mtimeMs, hash.digest('hex')]
  } finally {
    await file.close()
  }
}
