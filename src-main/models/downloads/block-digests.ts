import { createHash, type Hash } from 'node:crypto'

/** Unit of repair: a damaged block is fetched again, the rest is kept. */
export const BLOCK_BYTES = 16 * 1024 * 1024
/** Length of one sha256. */
export const DIGEST_BYTES = 32

/** What a file's bytes are. */
export interface Digests {
  /** Of the whole, in lowercase hex. */
  sha256: string
  /** Of each block of `BLOCK_BYTES` in order, `DIGEST_BYTES` each. */
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
  const blocks: Buffer[] = []
  let block: Hash | null = null
  let position = 0

  return {
    position: () => position,
    update(bytes) {
      whole.update(bytes)
      for (let at = 0; at < bytes.length;) {
        const room = BLOCK_BYTES - (position % BLOCK_BYTES)
        const part = bytes.subarray(at, at + room)
        block ??= createHash('sha256')
        block.update(part)
        at += part.length
        position += part.length
        if (position % BLOCK_BYTES !== 0) continue
        blocks.push(block.digest())
        block = null
      }
    },
    finish() {
      if (block) blocks.push(block.digest())
      return { sha256: whole.digest('hex'), blocks: new Uint8Array(Buffer.concat(blocks)) }
    },
  }
}
