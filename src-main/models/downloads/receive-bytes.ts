import type { HashFront } from './hash-front.ts'
import type { PartFile } from './part-file.ts'
import type { Segment } from './segments.ts'
import type { TransferOptions } from './transfer.ts'

/** So much is written at once. */
const WRITE_BYTES = 256 * 1024
/** Or what came in within so many milliseconds. */
const WRITE_TIME = 150

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
  let timer: NodeJS.Timeout | null = null
  let writing = Promise.resolve()

  /** Writes what is here when what came before is written; resolves with that, so two wait at most. */
  function write(): Promise<void> {
    if (timer) clearTimeout(timer)
    timer = null
    const batch = chunks
    const at = offset
    const end = offset + size
    const before = writing
    offset = end
    chunks = []
    size = 0
    writing = before.then(async () => {
      if (batch.length === 0 || part.writtenTo(at) >= end) return
      const written = part.write(at, batch)
      // Meanwhile the disk is at work.
      front.take(at, batch)
      await written
      front.catchUp()
    })
    writing.catch(() => {})
    return before
  }

  try {
    for await (const chunk of body) {
      const useful = chunk.subarray(0, segment.to - offset - size)
      await limit.take(useful.length, signal)
      onProgress({ kind: 'received', bytes: useful.length })
      chunks.push(useful)
      size += useful.length
      // Also what a slow host has sent so far belongs on disk.
      timer ??= setTimeout(() => void write().catch(() => {}), WRITE_TIME)
      if (size >= WRITE_BYTES) await write()
      if (offset + size >= segment.to) return
    }
  } finally {
    await write()
    await writing
  }
}
