import { type Disk, realDisk } from './disk.ts'
import { type JournalKey, openJournal, readJournal, writeJournal } from './journal.ts'
import { createSegments, type Segment } from './segments.ts'

/** Written bytes that wait for the disk before it is asked to take them. */
const BATCH_BYTES = 4 * 1024 * 1024
/** Or so long, in milliseconds: what is shown as done is what is recorded. */
const BATCH_TIME = 250
/**
 * Most bytes of all files together that may be written and not recorded. A kill costs them, and as much
 * again at most that connections hold until they may write it.
 */
const MOST_WAITING_BYTES = 4 * 1024 * 1024
/** Or so much of a large file, so that fast lines need not wait for slow disks. */
const MOST_WAITING_SHARE = 1 / 200

/** Written bytes of all files that are not recorded yet: a kill ends all of them at once. */
let allWaitingBytes = 0

/** A file that arrives in pieces, in any order. */
export interface PartFile {
  bytes: number
  /** Written bytes, whether they are on disk yet or not. */
  written(): readonly Segment[]
  /** How far bytes are written from this one on without a gap. */
  writtenTo(at: number): number
  isComplete(): boolean
  /** Bytes that are on disk and recorded; never falls but by `reset`. */
  recordedBytes(): number
  /** Writes bytes; waits when the disk is far behind. */
  write(offset: number, chunks: readonly Uint8Array[]): Promise<void>
  /** Up to so many written bytes. */
  read(offset: number, length: number): Promise<Uint8Array>
  /** Returns when everything written is on disk and recorded. */
  flush(): Promise<void>
  /** Forgets everything: the bytes were wrong. */
  reset(): Promise<void>
  /** Cuts off what an earlier attempt may have left behind the end. */
  trim(): Promise<void>
  close(): Promise<void>
}

/**
 * Opens a part file and what its journal says of it. Bytes are recorded only once they are on disk, so
 * that neither a kill nor a power cut can leave a record without them.
 *
 * @param onRecorded hears when more is recorded
 * @throws the system's errors, e.g. ENOSPC, here and from every method
 */
export async function openPartFile(
  path: string,
  key: JournalKey,
  onRecorded: (bytes: number) => void = () => {},
  disk: Disk = realDisk,
): Promise<PartFile> {
  const file = await disk.open(path)
  const size = await file.size()
  // Records of bytes that the file does not even reach are worth nothing.
  const reached = (await readJournal(path, key)).map(({ from, to }) => ({
    from,
    to: Math.min(to, size),
  }))
  const recorded = createSegments(reached)
  const written = createSegments(reached)
  let journal = await openJournal(path, key, recorded.list(), disk).catch(async (error) => {
    await file.close()
    throw error
  })
  const ownShare = key.bytes * MOST_WAITING_SHARE
  let waiting: Segment[] = []
  let waitingBytes = 0
  let timer: NodeJS.Timeout | null = null
  let syncing: Promise<void> | null = null

  function addWaiting(bytes: number): void {
    waitingBytes += bytes
    allWaitingBytes += bytes
  }

  async function record(): Promise<void> {
    while (waiting.length > 0) {
      const batch = waiting
      const joined = createSegments(batch).list()
      waiting = []
      try {
        await file.datasync()
        await journal.append(joined)
      } catch (error) {
        waiting = [...batch, ...waiting]
        throw error
      }
      addWaiting(-batch.reduce((sum, { from, to }) => sum + to - from, 0))
      for (const segment of joined) recorded.add(segment)
      onRecorded(recorded.bytes())
    }
  }

  function startRecording(): Promise<void> {
    if (timer) clearTimeout(timer)
    timer = null
    syncing ??= record().finally(() => (syncing = null))
    // Its failure is told to whoever waits next; alone it must not end the process.
    syncing.catch(() => {})
    return syncing
  }

  async function flush(): Promise<void> {
    while (waiting.length > 0 || syncing) await startRecording()
  }

  return {
    bytes: key.bytes,
    written: written.list,
    writtenTo: written.endFrom,
    isComplete: () => written.bytes() === key.bytes,
    recordedBytes: recorded.bytes,
    flush,
    async write(offset, chunks) {
      const bytes = chunks.reduce((sum, { length }) => sum + length, 0)
      if (bytes === 0) return
      await file.write(chunks, offset)
      const segment = { from: offset, to: offset + bytes }
      written.add(segment)
      waiting.push(segment)
      addWaiting(bytes)
      const isFarBehind = () => waitingBytes > ownShare && allWaitingBytes > MOST_WAITING_BYTES
      if (waitingBytes >= BATCH_BYTES || isFarBehind()) void startRecording()
      else timer ??= setTimeout(() => void startRecording(), BATCH_TIME)
      while (syncing && isFarBehind()) await syncing
    },
    async read(offset, length) {
      const buffer = new Uint8Array(Math.min(length, written.endFrom(offset) - offset))
      return buffer.subarray(0, await file.read(buffer, offset))
    },
    async reset() {
      await flush()
      await journal.close()
      await writeJournal(path, key, [], disk)
      journal = await openJournal(path, key, [], disk)
      recorded.clear()
      written.clear()
      await file.truncate(0)
    },
    async trim() {
      if ((await file.size()) > key.bytes) await file.truncate(key.bytes)
    },
    async close() {
      if (timer) clearTimeout(timer)
      // What could not be recorded is fetched again; whoever closes has the error of that already.
      await flush().catch(() => {})
      addWaiting(-waitingBytes)
      await journal.close()
      await file.close()
    },
  }
}
