import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { finished, pipeline } from 'node:stream/promises'
import { ZipFile } from 'yazl'

type Content = Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>

/** A zip archive written to disk entry by entry, so that only a piece of it is in memory. */
export interface ZipWriter {
  /** Resolves when the content has been taken. `compress` is a waste for pictures. */
  add(name: string, content: Content, options: { compress: boolean; time: number }): Promise<void>
  /** Resolves when the whole archive is in the file. */
  finish(): Promise<void>
}

/** @throws as what fails first: a content, the disk, or the signal. */
export function createZipWriter(file: string, signal: AbortSignal): ZipWriter {
  const zip = new ZipFile()
  const output = zip.outputStream as Readable
  zip.on('error', (error: Error) => output.destroy(error))
  const written = pipeline(output, createWriteStream(file, { flags: 'wx', mode: 0o600 }), {
    signal,
  })
  // Whoever adds or finishes hears of it.
  written.catch(() => {})
  return {
    async add(name, content, { compress, time }) {
      const stream = Readable.from(toBytes(content), { objectMode: false })
      const taken = finished(stream, { signal })
      zip.addReadStream(stream, name, { compress, mtime: new Date(time), mode: 0o100644 })
      await Promise.race([taken, written])
    },
    async finish() {
      zip.end()
      await written
    },
  }
}

async function* toBytes(content: Content): AsyncGenerator<Uint8Array, void, void> {
  for await (const piece of content)
    if (piece.length > 0) yield typeof piece === 'string' ? Buffer.from(piece) : piece
}
