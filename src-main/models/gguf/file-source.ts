import type { FileHandle } from 'node:fs/promises'
import { open } from 'node:fs/promises'
import path from 'node:path'
import { CaratError } from '../../platform/carat-error.ts'
import type { ByteSource } from './byte-source.ts'

/** A file that stays open until it is closed, `await using` does that too. */
export interface FileSource extends ByteSource, AsyncDisposable {
  close(): Promise<void>
}

/**
 * Opens a local file for reading; its length is the one it has now.
 *
 * @throws CaratError `MODEL_FILE_MISSING` when there is no such file; the system's error otherwise.
 */
export async function openFileSource(filePath: string): Promise<FileSource> {
  const name = path.basename(filePath)
  const file = await open(filePath, 'r').catch((error: unknown) => {
    throw isMissing(error) ? new CaratError('MODEL_FILE_MISSING', { modelName: name }) : error
  })
  try {
    const facts = await file.stat()
    if (!facts.isFile()) throw new CaratError('FILE_NOT_GGUF', { name, detected: 'unknown' })
    return toSource(file, name, facts.size)
  } catch (error) {
    await file.close()
    throw error
  }
}

function toSource(file: FileHandle, name: string, bytes: number): FileSource {
  const close = () => file.close()
  return {
    name,
    bytes,
    close,
    [Symbol.asyncDispose]: close,
    read: async (offset, length, signal) => {
      signal?.throwIfAborted()
      const buffer = new Uint8Array(Math.max(0, Math.min(length, bytes - offset)))
      let filled = 0
      while (filled < buffer.length) {
        const { bytesRead } = await file.read(
          buffer,
          filled,
          buffer.length - filled,
          offset + filled,
        )
        signal?.throwIfAborted()
        if (bytesRead === 0) break
        filled += bytesRead
      }
      return buffer.subarray(0, filled)
    },
  }
}

const isMissing = (error: unknown) =>
  error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')
