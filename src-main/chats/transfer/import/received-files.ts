import { createReadStream } from 'node:fs'
import { mkdir, open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { archiveLimits, baseName, damaged, type ImportArchive } from './import-archive.ts'
import { openZip } from './open-zip.ts'
import { CaratError } from '../../../platform/carat-error.ts'

/**
 * The files of one import as they come in from the window, numbered in a folder of their own: what
 * they are called is kept beside them and is never part of a path.
 */
export interface ReceivedFiles {
  /** Appends a piece to a file. */
  receive(file: number, name: string, piece: Blob): Promise<void>
  /** All of them as one archive; zip archives among them are looked into. */
  open(): Promise<ImportArchive>
  remove(): Promise<void>
}

interface ReceivedFile {
  name: string
  path: string
  bytes: number
}

/** @param folder absolute; made when the first piece comes */
export function createReceivedFiles(folder: string): ReceivedFiles {
  const files = new Map<number, ReceivedFile>()
  return {
    async receive(number, name, piece) {
      let file = files.get(number)
      if (!file) {
        if (files.size >= archiveLimits.entries)
          throw new CaratError('IMPORT_REFUSED', { name, reason: 'entries' })
        files.set(number, (file = { name: tidy(name), path: join(folder, `${number}`), bytes: 0 }))
        await mkdir(folder, { recursive: true, mode: 0o700 })
      }
      const handle = await open(file.path, 'a', 0o600)
      try {
        for await (const part of piece.stream()) {
          await handle.writeFile(part)
          file.bytes += part.length
        }
      } finally {
        await handle.close()
      }
    },
    async open() {
      const archives: ImportArchive[] = []
      try {
        for (const file of files.values()) archives.push(await openFile(file))
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
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}

/** A Mac keeps what it knows of a file in another one beside it, also in the archives it makes. */
const isMacNote = (name: string) => baseName(name).startsWith('._')

/** A browser says where a file was in the chosen folder; that may help to tell files apart. */
const tidy = (name: string) => name.replaceAll('\\', '/').slice(-1_000)

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
