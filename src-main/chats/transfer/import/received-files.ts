import { mkdir, open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { archiveLimits } from './import-archive.ts'
import { CaratError } from '../../../platform/carat-error.ts'

/**
 * The files of one import as they come in from the window, numbered in a folder of their own: what
 * they are called is kept beside them and is never part of a path.
 */
export interface ReceivedFiles {
  /** Appends a piece to a file. */
  receive(file: number, name: string, piece: Blob): Promise<void>
  list(): readonly ReceivedFile[]
  /** Where they lie; absolute. */
  folder: string
  remove(): Promise<void>
}

export interface ReceivedFile {
  /** Never part of a path. */
  name: string
  /** Absolute. */
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
    list: () => [...files.values()],
    folder,
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}

/** A browser says where a file was in the chosen folder; that may help to tell files apart. */
const tidy = (name: string) => name.replaceAll('\\', '/').slice(-1_000)
