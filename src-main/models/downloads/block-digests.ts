import { createHash } from 'node:crypto'
import { crc32 } from 'node:zlib'

/** Unit of repair: a damaged block is fetched again, the rest is kept. */
export const BLOCK_BYTES = 16 * 1024 * 1024
/** Length of one CRC-32, big-endian. */
const CHECKSUM_BYTES = 4

/** What a file's bytes are. */
export interface Digests {
  /** Of the whole, in lowercase hex. */
  sha256: string
  /**
   * CRC-32 of each block of `BLOCK_BYTES` in order. They only say where to look for damage, at
   * half its price; whether a file is right is for its sha256 to say.
   */
  blocks: Uint8Array
}

/** Hashes a file's bytes in order, as a whole and block by block. */
export interface Digester {
  /** Bytes taken so far. */
  position(): number
  update(bytes: Uint8Array): void
  /** May be called once. */
  finish(): Digests
}

/** A digester for a file that begins now. */
export function createDigester(): Digester {
  const whole = createHash('sha256')
  const checksums: number[] = []
  let position = 0

  return {
    position: () => position,
    update(bytes) {
      whole.update(bytes)
      for (let at = 0; at < bytes.length;) {
        const block = Math.floor(position / BLOCK_BYTES)
        const part = bytes.subarray(at, at + (block + 1) * BLOCK_BYTES - position)
        checksums[block] = crc32(part, checksums[block])
        at += part.length
        position += part.length
      }
    },
    finish() {
      const blocks = new Uint8Array(checksums.length * CHECKSUM_BYTES)
      const view = new DataView(blocks.buffer)
      for (const [block, checksum] of checksums.entries())
        view.setUint32(block * CHECKSUM_BYTES, checksum)
      return { sha256: whole.digest('hex'), blocks }
    },
  }
}

/** Whether these may be the bytes of a block; one whose checksum is not known never is. */
export function isBlock(bytes: Uint8Array, blocks: Uint8Array, block: number): boolean {
  const at = block * CHECKSUM_BYTES
  if (at + CHECKSUM_BYTES > blocks.length) return false
  return new DataView(blocks.buffer, blocks.byteOffset).getUint32(at) === crc32(bytes)
}
