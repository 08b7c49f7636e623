import {
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  readSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'

const markerOf = (file: string) => `${file}-open`
const LOST = 'log-lost'
const FRAME_HEADER_BYTES = 24
const LOG_HEADER_BYTES = 32

/** Notes that the database is in use and its log exists. */
export const markOpen = (file: string) => writeFileSync(markerOf(file), '', { mode: 0o600 })

/** Notes that it is about to be closed, which puts its log into it. */
export const markClosed = (file: string) => rmSync(markerOf(file), { force: true })

/** Notes that its log is lost: whoever opens the database now makes a new one, and nothing tells. */
export const markLogLost = (file: string) => writeFileSync(markerOf(file), LOST, { mode: 0o600 })

/** Whether the last run ended without closing the database. */
export const wasLeftOpen = (file: string) => existsSync(markerOf(file)) || existsSync(`${file}-wal`)

/**
 * Whether committed changes were lost with the log: it was taken away after a run that did not end
 * in order, or it is shorter than SQLite's own index of it says, or an earlier start found it so.
 */
export function isLogLost(file: string): boolean {
  const log = `${file}-wal`
  if (existsSync(markerOf(file)) && readFileSync(markerOf(file), 'utf8') === LOST) return true
  // Another program that closed the database in order would have taken the index away as well.
  if (!existsSync(log)) return existsSync(markerOf(file)) && existsSync(`${file}-shm`)
  const indexed = indexedBytes(`${file}-shm`)
  return indexed !== null && statSync(log).size < indexed
}

/** Bytes that the log had, by the header of its index; null without an index that can be read. */
function indexedBytes(indexFile: string): number | null {
  if (!existsSync(indexFile)) return null
  const header = Buffer.alloc(48)
  const handle = openSync(indexFile, 'r')
  try {
    if (readSync(handle, header, 0, 48, 0) < 48) return null
  } finally {
    closeSync(handle)
  }
  const isReady = header.readUInt8(12) === 1
  const written = header.readUInt16LE(14)
  const frames = header.readUInt32LE(16)
  if (!isReady || frames === 0) return null
  const pageSize = written === 1 ? 65_536 : written
  return LOG_HEADER_BYTES + frames * (FRAME_HEADER_BYTES + pageSize)
}

/** Whether a file begins as a database does. */
export const isDatabaseFile = (file: string) => {
  const handle = openSync(file, 'r')
  try {
    const start = Buffer.alloc(16)
    readSync(handle, start, 0, 16, 0)
    return start.toString('latin1') === 'SQLite format 3\0'
  } finally {
    closeSync(handle)
  }
}
