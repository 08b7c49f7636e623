import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { baseName, damaged, type ImportArchive } from './import-archive.ts'
import { openZip } from './open-zip.ts'
import type { ReceivedFile } from './received-files.ts'

/** All files of an import as one archive; zip archives among them are looked into. */
export async function openFiles(files: readonly ReceivedFile[]): Promise<ImportArchive> {
  const archives: ImportArchive[] = []
  try {
    for (const file of files) archives.push(await openFile(file))
  } catch (error) {
    for (const archive of archives) archive.close()
    throw error
  }
  return {
    name: archives.map(({ name }) => name)[0] ?? '',
    entries: archives.flatMap(({ entries }) => entries).filter(({ name }) => !isMacNote(name)),
    close() {
      for (const archive of archives) archive.close()
    },
  }
}

/** A Mac keeps what it knows of a file in another one beside it, also in the archives it makes. */
const isMacNote = (name: string) => baseName(name).startsWith('._')

async function openFile({ name, path, bytes }: ReceivedFile): Promise<ImportArchive> {
  if (await isZip(path)) return openZip(path, name)
  const content = async function* () {
    try {
      for await (const piece of createReadStream(path)) yield piece as Buffer
    } catch (error) {
      throw damaged(name, error)
    }
  }
  return { name, entries: [{ name, bytes, open: content }], close: () => {} }
}

async function isZip(path: string): Promise<boolean> {
  const handle = await open(path)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(4), 0, 4, 0)
    return bytesRead === 4 && buffer.toString('latin1') === 'PK\x03\x04'
  } finally {
    await handle.close()
  }
}
