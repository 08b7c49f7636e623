import { createHash } from 'node:crypto'
import type { ByteSource } from '../gguf/byte-source.ts'

const SAMPLE_BYTES = 64 * 1024
const SAMPLES = 5

/**
 * Tells a file again wherever it lies, without reading all of it: its length and a few samples from
 * its beginning to its end. Not proof against intent; hashes are.
 */
export async function readFingerprint(source: ByteSource, signal?: AbortSignal): Promise<string> {
  const hash = createHash('sha256').update(`${source.bytes}\n`)
  const last = Math.max(0, source.bytes - SAMPLE_BYTES)
  for (let sample = 0; sample < SAMPLES; sample += 1) {
    const offset = Math.floor((last * sample) / (SAMPLES - 1))
    hash.update(await source.read(offset, SAMPLE_BYTES, signal))
  }
  return hash.digest('hex').slice(0, 40)
}
