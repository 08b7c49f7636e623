import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'

const CHUNK_BYTES = 1024 * 1024

/**
 * Reads a file once from its beginning to its end.
 *
 * @param onBytes is told of each piece as it was read; the buffer is used again afterwards
 * @throws the system's error and the signal's reason
 */
async function readThrough(
  path: string,
  signal: AbortSignal,
  onBytes: (bytes: Uint8Array) => void | Promise<void>,
): Promise<void> {
  await using file = await open(path, 'r')
  const buffer = new Uint8Array(CHUNK_BYTES)
  for (;;) {
    signal.throwIfAborted()
    const { bytesRead } = await file.read(buffer, 0, buffer.length)
    if (bytesRead === 0) return
    await onBytes(buffer.subarray(0, bytesRead))
  }
}

/** sha256 of a file in lowercase hex. @throws the system's error and the signal's reason */
export async function hashFile(
  path: string,
  signal: AbortSignal,
  onProgress: (bytes: number) => void,
): Promise<string> {
  const hash = createHash('sha256')
  await readThrough(path, signal, (bytes) => {
    hash.update(bytes)
    onProgress(bytes.length)
  })
  return hash.digest('hex')
}

/**
 * Copies a file to a new one, which is on disk when this resolves.
 *
 * @returns sha256 of what was read, in lowercase hex
 * @throws the system's error, such as `EEXIST`, and the signal's reason
 */
export async function copyFile(
  from: string,
  to: string,
  signal: AbortSignal,
  onProgress: (bytes: number) => void,
): Promise<string> {
  const hash = createHash('sha256')
  await using target = await open(to, 'wx', 0o600)
  await readThrough(from, signal, async (bytes) => {
    hash.update(bytes)
    await target.writeFile(bytes)
    onProgress(bytes.length)
  })
  await target.sync()
  return hash.digest('hex')
}
