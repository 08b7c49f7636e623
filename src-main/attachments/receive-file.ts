import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import { PICTURE_LIMIT_BYTES } from '../contract/attachments.ts'
import { CaratError } from '../platform/carat-error.ts'

/** A file on its way in: a `File`, or anything with a name and a stream of bytes. */
export interface IncomingFile {
  name: string
  /** Bytes as the sender counts them, if known; only for the failure of a file too large. */
  size?: number
  stream(): AsyncIterable<Uint8Array>
}

/**
 * Writes a file to `path` while hashing it, never more than the limit, whatever its size claims.
 *
 * @returns its length and the lower-case hexadecimal sha256 of its bytes.
 * @throws CaratError `MEDIA_EMPTY` or `MEDIA_TOO_LARGE`, and the signal's reason after an abort.
 */
export async function receiveFile(
  { name, size, stream }: IncomingFile,
  path: string,
  signal?: AbortSignal,
): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256')
  const target = await open(path, 'wx', 0o600)
  let bytes = 0
  try {
    for await (const chunk of stream()) {
      signal?.throwIfAborted()
      bytes += chunk.byteLength
      if (bytes > PICTURE_LIMIT_BYTES)
        throw new CaratError('MEDIA_TOO_LARGE', {
          name,
          bytes: Math.max(bytes, size ?? 0),
          limitBytes: PICTURE_LIMIT_BYTES,
        })
      hash.update(chunk)
      await target.writeFile(chunk)
    }
  } finally {
    await target.close()
  }
  if (bytes === 0) throw new CaratError('MEDIA_EMPTY', { name })
  return { bytes, sha256: hash.digest('hex') }
}
