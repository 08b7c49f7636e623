import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs'
import { readWal } from './read-wal.ts'

/** The pages of a database file, with what its write-ahead log adds, read without SQLite. */
export interface Pages {
  pageSize: number
  /** Bytes of a page that hold content. */
  usable: number
  /** Numbers run from 1 to this. */
  count: number
  /** A page; null if the file ends before it. */
  read(number: number): Buffer | null
  close(): void
}

/** What SQLite makes a file with, for one whose own header is gone. */
const USUAL_PAGE_SIZE = 4096

/** Opens the pages of a damaged database. Nothing about the file is believed, not even its header. */
export function openPages(file: string): Pages {
  const handle = openSync(file, 'r')
  const header = Buffer.alloc(100)
  readSync(handle, header, 0, 100, 0)
  const pageSize = pageSizeOf(header)
  const reserved = header.toString('latin1', 0, 15) === 'SQLite format 3' ? (header[20] ?? 0) : 0
  const log = `${file}-wal`
  const { offsets, pageCount } = readWal(log, pageSize)
  const logHandle = offsets.size > 0 && existsSync(log) ? openSync(log, 'r') : null
  const inFile = Math.floor(fstatSync(handle).size / pageSize)
  return {
    pageSize,
    usable: pageSize - Math.min(reserved, 32),
    count: Math.max(inFile, pageCount ?? 0),
    read(number) {
      const page = Buffer.alloc(pageSize)
      const logged = offsets.get(number)
      const read =
        logged !== undefined && logHandle !== null
          ? readSync(logHandle, page, 0, pageSize, logged)
          : readSync(handle, page, 0, pageSize, (number - 1) * pageSize)
      return read === pageSize ? page : null
    },
    close() {
      closeSync(handle)
      if (logHandle !== null) closeSync(logHandle)
    },
  }
}

function pageSizeOf(header: Buffer): number {
  const written = header.readUInt16BE(16)
  const size = written === 1 ? 65_536 : written
  const isPower = size >= 512 && (size & (size - 1)) === 0
  return isPower ? size : USUAL_PAGE_SIZE
}
