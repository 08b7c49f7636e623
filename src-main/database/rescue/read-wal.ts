import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs'

const HEADER_BYTES = 32
const FRAME_HEADER_BYTES = 24
const MAGIC = 0x37_7f_06_82

/** Pages that were committed to a write-ahead log and not yet to the database: where each lies. */
export interface CommittedPages {
  /** Offset in the log of the newest committed version of a page, by page number. */
  offsets: ReadonlyMap<number, number>
  /** Pages of the database after the last commit; null if nothing was committed. */
  pageCount: number | null
}

const none: CommittedPages = { offsets: new Map(), pageCount: null }

/**
 * Reads a write-ahead log without SQLite, as far as its checksums hold and up to its last commit
 * (https://sqlite.org/fileformat2.html#walformat). A log that is missing or of another page size
 * holds nothing.
 */
export function readWal(file: string, pageSize: number): CommittedPages {
  if (!existsSync(file)) return none
  const handle = openSync(file, 'r')
  try {
    return readFrames(handle, fstatSync(handle).size, pageSize)
  } finally {
    closeSync(handle)
  }
}

function readFrames(handle: number, size: number, pageSize: number): CommittedPages {
  const header = Buffer.alloc(HEADER_BYTES)
  if (readSync(handle, header, 0, HEADER_BYTES, 0) < HEADER_BYTES) return none
  const magic = header.readUInt32BE(0)
  if ((magic & ~1) !== MAGIC || header.readUInt32BE(8) !== pageSize) return none
  const sum = createChecksum((magic & 1) === 1)
  sum.add(header, 0, 24)
  if (!sum.equals(header, 24)) return none

  const offsets = new Map<number, number>()
  const pending = new Map<number, number>()
  let pageCount: number | null = null
  const frame = Buffer.alloc(FRAME_HEADER_BYTES + pageSize)
  for (let at = HEADER_BYTES; at + frame.length <= size; at += frame.length) {
    readSync(handle, frame, 0, frame.length, at)
    if (frame.compare(header, 16, 24, 8, 16) !== 0) break
    sum.add(frame, 0, 8)
    sum.add(frame, FRAME_HEADER_BYTES, frame.length)
    if (!sum.equals(frame, 16)) break
    pending.set(frame.readUInt32BE(0), at + FRAME_HEADER_BYTES)
    const committed = frame.readUInt32BE(4)
    if (committed === 0) continue
    for (const [page, offset] of pending) offsets.set(page, offset)
    pending.clear()
    pageCount = committed
  }
  return { offsets, pageCount }
}

/** The log's running checksum over pairs of 32-bit words. */
function createChecksum(bigEndian: boolean) {
  let [first, second] = [0, 0]
  return {
    add(bytes: Buffer, from: number, to: number) {
      for (let at = from; at < to; at += 8) {
        const one = bigEndian ? bytes.readUInt32BE(at) : bytes.readUInt32LE(at)
        const two = bigEndian ? bytes.readUInt32BE(at + 4) : bytes.readUInt32LE(at + 4)
        first = (first + one + second) >>> 0
        second = (second + two + first) >>> 0
      }
    },
    equals: (bytes: Buffer, at: number) =>
      bytes.readUInt32BE(at) === first && bytes.readUInt32BE(at + 4) === second,
  }
}
