import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { Readable } from 'node:stream'

/** A file to be saved under a name and then forgotten. */
export interface ExportedFile {
  file: string
  name: string
  /** Called once, when it was sent or nobody waits for it any more. */
  taken(): Promise<void>
}

/** Sends a file for a browser to save; it is gone afterwards, so its path works once. */
export async function answerExport({ file, name, taken }: ExportedFile): Promise<Response> {
  const found = await stat(file).catch(() => null)
  if (!found) return new Response('Not found\n', { status: 404 })
  const stream = createReadStream(file)
  stream.once('close', () => void taken())
  return new Response(Readable.toWeb(stream) as ReadableStream<Uint8Array>, {
    headers: {
      // Never shown in the window's own origin, whatever it holds.
      'Content-Type': 'application/octet-stream',
      'Content-Disposition': `attachment; filename*=UTF-8''${encodeName(name)}`,
      'Content-Length': String(found.size),
    },
  })
}

/** As RFC 8187 wants it: a few marks more than `encodeURIComponent` escapes. */
const encodeName = (name: string) =>
  encodeURIComponent(name).replace(
    /['()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  )
