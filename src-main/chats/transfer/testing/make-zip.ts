import { buffer } from 'node:stream/consumers'
import { ZipFile } from 'yazl'
import type { TestFile } from './open-transfer.ts'

/** For tests: a zip archive in memory. */
export async function makeZip(
  files: readonly (TestFile & { mode?: number })[],
): Promise<Buffer<ArrayBuffer>> {
  const zip = new ZipFile()
  for (const { name, content, mode } of files)
    zip.addBuffer(Buffer.from(content as string), name, {
      mtime: new Date(0),
      ...(mode !== undefined && { mode }),
    })
  zip.end()
  return Buffer.from(await buffer(zip.outputStream))
}

/** For tests: another name of the same length in every place of an archive that has the first. */
export function renameInZip(
  zip: Buffer<ArrayBuffer>,
  from: string,
  to: string,
): Buffer<ArrayBuffer> {
  if (Buffer.byteLength(from) !== Buffer.byteLength(to)) throw new Error('lengths differ')
  const changed = Buffer.from(zip)
  for (let place = changed.indexOf(from); place !== -1; place = changed.indexOf(from, place + 1))
    changed.write(to, place)
  return changed
}
