import type { HashFront } from './hash-front.ts'
import type { PartFile } from './part-file.ts'
import type { Segment } from './segments.ts'
import type { TransferOptions } from './transfer.ts'

/** So much is written at once. */
const WRITE_BYTES = 1024 * 1024
/** Or what came in within so many milliseconds. */
const WRITE_TIME = 250

/** Where arriving bytes go. */
export interface Receiver extends Pick<TransferOptions, 'limit' | 'onProgress'> {
  part: PartFile
  front: HashFront
}

/**
 * Writes a body into its place while it arrives, and hands it to the hash. Bytes behind `segment.to`
 * are not used, and those that are here are not written again. What came before a broken connection or
 * an abort is kept.
 */
export async function receiveBytes(
  body: AsyncIterable<Uint8Array>,
  segment: Segment,
  { front, limit, onProgress, part }: Receiver,
  signal: AbortSignal,
): Promise<void> {
  let offset = segment.from
  let chunks: Uint8Array[] = []
  let size = 0
  let since = performance.now()
  let writing = Promise.resolve()

  /** Begins to write what is here, as soon as the bytes before it are written. */
  async function write(): Promise<void> {
    const batch = chunks
    const at = offset
    offset += size
    chunks = []
    size = 0
    since = performance.now()
    await writing
    if (batch.length === 0 || part.writtenTo(at) >= offset) return
    writing = part.write(at, batch).then(() => front.catchUp())
    writing.catch(() => {})
    // Meanwhile the disk is at work.
    front.take(at, batch)
  }

  try {
    for await (const chunk of body) {
      const useful = chunk.subarray(0, segment.to - offset - size)
      await limit.take(useful.length, signal)
      onProgress({ kind: 'received', bytes: useful.length })
      chunks.push(useful)
      size += useful.length
      if (size >= WRITE_BYTES || performance.now() - since > WRITE_TIME) await write()
      if (offset + size >= segment.to) return
    }
  } finally {
    await write()
    await writing
  }
}
