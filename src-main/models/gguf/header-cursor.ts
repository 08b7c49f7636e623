import { CaratError } from '../../platform/carat-error.ts'
import type { ByteSource } from './byte-source.ts'

/** No real header is near this; most are below 20 MiB. */
const MAX_HEADER_BYTES = 256 * 1024 * 1024

const FIRST_READ_BYTES = 256 * 1024
/** After something was passed over, what follows is short as a rule. */
const READ_AFTER_SKIP_BYTES = 128 * 1024
const LARGEST_READ_BYTES = 16 * 1024 * 1024

/**
 * Reads a header from front to back, in few pieces and holding one of them: a ranged request for
 * each on a hub, so that waiting for `hold` is rare and the reads after it are plain.
 */
export interface HeaderCursor {
  /** Bytes from the start of the file. */
  position(): number
  /** True when so many bytes can be taken at once, without `hold`. */
  holds(length: number): boolean
  /**
   * Brings the next `length` bytes into memory; `expected` is how many the caller will probably
   * want before long. @throws CaratError `GGUF_TRUNCATED`, `GGUF_INVALID`, and what the source throws
   */
  hold(length: number, expected?: number): Promise<void>
  /** Makes sure that the file is long enough for `length` bytes more. */
  demand(length: number): void
  /** Passes over bytes that need no look; they must be in the file. */
  skip(length: number): void
  /** The next bytes, without going on. */
  look(length: number): Uint8Array
  takeUint32(): number
  /** Exact up to 2^53, beyond that only certain to be greater. */
  takeUint64(): number
  takeBytes(length: number): Uint8Array
}

/** A cursor at the start of `source`. */
export function createHeaderCursor(source: ByteSource, signal?: AbortSignal): HeaderCursor {
  let chunk = new Uint8Array()
  let view = new DataView(chunk.buffer)
  /** Where `chunk` begins in the file, and how much of it is used. */
  let start = 0
  let used = 0
  let nextRead = FIRST_READ_BYTES

  const demand = (length: number) => {
    const end = start + used + length
    if (end > MAX_HEADER_BYTES) {
      const detail = `its header is larger than ${MAX_HEADER_BYTES} bytes`
      throw new CaratError('GGUF_INVALID', { name: source.name, detail })
    }
    if (end > source.bytes) throw truncated(source, end)
  }

  const take = (length: number) => {
    used += length
    return used - length
  }

  return {
    position: () => start + used,
    demand,
    holds: (length) => used + length <= chunk.length,
    hold: async (length, expected) => {
      if (used + length <= chunk.length) return
      demand(length)
      if (used > chunk.length) nextRead = READ_AFTER_SKIP_BYTES
      const kept = chunk.subarray(Math.min(used, chunk.length))
      start += used
      const wanted = Math.max(length, Math.min(expected ?? nextRead, LARGEST_READ_BYTES))
      if (expected === undefined) nextRead = Math.min(nextRead * 2, LARGEST_READ_BYTES)
      const from = start + kept.length
      const to = Math.min(start + wanted, source.bytes)
      const more = await source.read(from, to - from, signal)
      signal?.throwIfAborted()
      const joined = new Uint8Array(kept.length + more.length)
      joined.set(kept)
      joined.set(more, kept.length)
      chunk = joined
      view = new DataView(chunk.buffer)
      used = 0
      if (chunk.length < length) throw truncated(source, start + length)
    },
    skip: (length) => {
      demand(length)
      used += length
    },
    look: (length) => chunk.subarray(used, used + length),
    takeUint32: () => view.getUint32(take(4), true),
    takeUint64: () => {
      const at = take(8)
      return view.getUint32(at, true) + view.getUint32(at + 4, true) * 2 ** 32
    },
    takeBytes: (length) => {
      const at = take(length)
      return chunk.subarray(at, at + length)
    },
  }
}

const truncated = ({ bytes, name }: ByteSource, neededBytes: number) =>
  new CaratError('GGUF_TRUNCATED', { name, bytes, neededBytes })
