import { openFileSource } from '../gguf/file-source.ts'

/** The keys that matter come first in files as converters write them. */
const PEEK_BYTES = 64 * 1024
const STRING_TYPE = 8
const LONGEST = 64

/** What the beginning of a GGUF says it is; unchecked, and null where it does not say. */
export interface PeekedMetadata {
  architecture: string | null
  type: string | null
}

/**
 * A quick guess at what a file is, for counting and for leaving files alone: one small read instead of
 * the whole header. Null for what is no GGUF or cannot be read.
 */
export async function peekMetadata(path: string): Promise<PeekedMetadata | null> {
  try {
    await using source = await openFileSource(path)
    const bytes = Buffer.from(await source.read(0, PEEK_BYTES))
    if (bytes.toString('latin1', 0, 4) !== 'GGUF') return null
    return {
      architecture: readText(bytes, 'general.architecture'),
      type: readText(bytes, 'general.type'),
    }
  } catch {
    return null
  }
}

function readText(bytes: Buffer, key: string): string | null {
  const at = bytes.indexOf(key)
  const end = at + key.length
  if (at === -1 || end + 12 > bytes.length || bytes.readUInt32LE(end) !== STRING_TYPE) return null
  const length = Number(bytes.readBigUInt64LE(end + 4))
  return length > LONGEST ? null : bytes.toString('utf8', end + 12, end + 12 + length)
}

/** Whether it may be a picture encoder; true also when the guess failed. */
export const mayBeProjector = (peeked: PeekedMetadata | null) =>
  peeked !== null && (peeked.architecture === null || peeked.architecture === 'clip')

/** Whether it counts as a model of its own, as far as can be guessed. */
export const looksLikeModel = (peeked: PeekedMetadata | null) =>
  peeked !== null && peeked.architecture !== 'clip' && (peeked.type ?? 'model') === 'model'
