import { createDigester, type Digests } from './block-digests.ts'
import type { PartFile } from './part-file.ts'

/** How much is read again at once. */
const READ_BYTES = 1024 * 1024

/** Hashes a file in order while its bytes arrive in any. */
export interface HashFront {
  /** These bytes are being written; the next ones are hashed from memory, others later from disk. */
  take(offset: number, chunks: readonly Uint8Array[]): void
  /** Reads on from disk as far as bytes are there without a gap, unless it does so already. */
  catchUp(): void
  /** Bytes hashed so far. */
  position(): number
  /** Resolves when it has come as far as it can. @throws what reading throws; the signal's reason */
  settle(): Promise<void>
  /** Resolves when nothing is read any more, and nothing will be. */
  stop(): Promise<void>
  /** @throws when bytes are missing */
  finish(): Digests
}

/** A front at the start of the file; what is on disk already is read again, at disk speed. */
export function createHashFront(part: PartFile, signal: AbortSignal): HashFront {
  const digester = createDigester()
  let reading: Promise<void> | null = null
  let stopped = false

  async function readOn(): Promise<void> {
    while (!stopped) {
      signal.throwIfAborted()
      const at = digester.position()
      const bytes = await part.read(at, READ_BYTES)
      if (bytes.length === 0) return
      digester.update(bytes)
    }
  }

  const front: HashFront = {
    take(offset, chunks) {
      // While it reads from disk, it will come to these by itself.
      if (reading || offset !== digester.position()) return
      for (const chunk of chunks) digester.update(chunk)
    },
    catchUp() {
      if (stopped || reading || part.writtenTo(digester.position()) === digester.position()) return
      reading = readOn().finally(() => (reading = null))
      // Told to whoever settles; until then more may arrive.
      reading.catch(() => {})
    },
    position: () => digester.position(),
    async settle() {
      front.catchUp()
      while (reading) {
        await reading
        front.catchUp()
      }
    },
    async stop() {
      stopped = true
      await reading?.catch(() => {})
    },
    finish() {
      if (digester.position() !== part.bytes) throw new Error('bytes are missing')
      return digester.finish()
    },
  }
  return front
}
