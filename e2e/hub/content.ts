import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'

const BLOCK = 1024 * 1024

/** Bytes of one file, readable anywhere. */
export interface Content {
  readonly bytes: number
  /** Lowercase hex; worked out when first asked for. */
  readonly sha256: string
  /** At most `length` bytes from `offset`. */
  read(offset: number, length: number): Buffer
}

/** Content held in memory. */
export function contentOf(data: Buffer | string): Content {
  const buffer = Buffer.from(data)
  return withHash(buffer.length, (offset, length) => buffer.subarray(offset, offset + length))
}

/** The content of a real file, as it was at this moment. */
export const contentOfFile = (path: string): Content => contentOf(readFileSync(path))

/**
 * Any number of bytes that take no memory: `head`, then bytes made from the seed and the offset, no
 * two MiB alike, so that a piece at the wrong place changes the hash.
 *
 * @param sha256 for contents too large to be hashed in a test; made up then
 */
export function generatedContent(options: {
  bytes: number
  seed: string
  head?: Buffer
  sha256?: string
}): Content {
  const head = options.head ?? Buffer.alloc(0)
  const base = pseudoRandom(options.seed)
  const read = (offset: number, length: number): Buffer => {
    const end = Math.min(offset + length, options.bytes)
    const target = Buffer.allocUnsafe(Math.max(0, end - offset))
    for (let at = offset; at < end;) {
      const inBlock = at % BLOCK
      const from = (inBlock + Math.floor(at / BLOCK) * 7919) % BLOCK
      const size = Math.min(end - at, BLOCK - inBlock, BLOCK - from)
      base.copy(target, at - offset, from, from + size)
      at += size
    }
    if (offset < head.length) head.subarray(offset, end).copy(target)
    return target
  }
  if (options.sha256) return { bytes: options.bytes, sha256: options.sha256, read }
  return withHash(options.bytes, read)
}

/** The id git gives a file of these bytes. */
export const gitBlobId = (data: Buffer): string =>
  createHash('sha1').update(`blob ${data.length}\0`).update(data).digest('hex')

/** What git itself stores for a file kept in LFS. */
export const lfsPointer = (content: Content): Buffer =>
  Buffer.from(
    'version https://git-lfs.github.com/spec/v1\n' +
      `oid sha256:${content.sha256}\nsize ${content.bytes}\n`,
  )

function withHash(bytes: number, read: Content['read']): Content {
  let sha256: string | undefined
  return {
    bytes,
    read,
    get sha256() {
      sha256 ??= hashAll(bytes, read)
      return sha256
    },
  }
}

function hashAll(bytes: number, read: Content['read']): string {
  const hash = createHash('sha256')
  for (let offset = 0; offset < bytes; offset += BLOCK) hash.update(read(offset, BLOCK))
  return hash.digest('hex')
}

function pseudoRandom(seed: string): Buffer {
  const target = Buffer.allocUnsafe(BLOCK)
  let block = createHash('sha512').update(seed).digest()
  for (let offset = 0; offset < BLOCK; offset += block.length) {
    block.copy(target, offset)
    if (offset % 4096 === 0) block = createHash('sha512').update(block).digest()
    else for (let at = 0; at < block.length; at++) block[at] = (block[at]! * 5 + at + 1) & 0xff
  }
  return target
}
