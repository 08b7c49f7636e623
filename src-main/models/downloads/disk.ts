import { constants, type FileHandle, mkdir, open, stat, statfs } from 'node:fs/promises'

/** An open file, written and read at places. Fails with the system's errors, e.g. ENOSPC. */
export interface DiskFile {
  size(): Promise<number>
  /** Writes all of these, one after the other. */
  write(chunks: readonly Uint8Array[], offset: number): Promise<void>
  /** Fills the buffer, or less of it at the end of the file; says how much. */
  read(buffer: Uint8Array, offset: number): Promise<number>
  /** Returns when everything written is on the disk itself. */
  datasync(): Promise<void>
  truncate(bytes: number): Promise<void>
  close(): Promise<void>
}

/** What a folder's disk can take. */
export interface DiskSpace {
  /** Bytes this user may still write; Infinity where the system does not say. */
  freeBytes: number
  /** The largest file it can hold, as far as is known. */
  largestFile: number
  /** The same for two folders on one disk. */
  device: number
}

/** What downloads need of disks; tests bring some that are full. */
export interface Disk {
  /** For reading and writing, made if it is not there. */
  open(path: string): Promise<DiskFile>
  space(folder: string): Promise<DiskSpace>
}

/** FAT32 as Linux names it; other systems say it when a file has become too large. */
const FAT = 0x4d44
const FAT_LARGEST = 2 ** 32 - 1

/** The computer's disks. */
export const realDisk: Disk = {
  async open(path) {
    return toDiskFile(await open(path, constants.O_RDWR | constants.O_CREAT, 0o600))
  },
  async space(folder) {
    const { bavail, blocks, bsize, type } = await statfs(folder)
    const { dev: device } = await stat(folder)
    return {
      // Some network file systems answer with zeros.
      freeBytes: blocks === 0 ? Number.POSITIVE_INFINITY : bavail * bsize,
      largestFile: type === FAT ? FAT_LARGEST : Number.POSITIVE_INFINITY,
      device,
    }
  },
}

const toDiskFile = (handle: FileHandle): DiskFile => ({
  size: async () => (await handle.stat()).size,
  async write(chunks, offset) {
    const bytes = chunks.reduce((sum, { length }) => sum + length, 0)
    const { bytesWritten } = await handle.writev(chunks, offset)
    // The system may take a part only, in practice just before it runs out of space.
    if (bytesWritten < bytes)
      await writeRest(handle, Buffer.concat(chunks).subarray(bytesWritten), offset + bytesWritten)
  },
  async read(buffer, offset) {
    let filled = 0
    while (filled < buffer.length) {
      const room = buffer.length - filled
      const { bytesRead } = await handle.read(buffer, filled, room, offset + filled)
      if (bytesRead === 0) break
      filled += bytesRead
    }
    return filled
  },
  datasync: () => handle.datasync(),
  truncate: (bytes) => handle.truncate(bytes),
  close: () => handle.close(),
})

async function writeRest(handle: FileHandle, bytes: Uint8Array, offset: number): Promise<void> {
  for (let at = 0; at < bytes.length;) {
    const { bytesWritten } = await handle.write(bytes, at, bytes.length - at, offset + at)
    at += bytesWritten
  }
}

/** Makes the names in a folder survive a power cut, such as one that was just renamed into it. */
export async function syncNames(folder: string): Promise<void> {
  // Windows has no handle for this; its file system journals names by itself.
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Makes a folder for this user alone, with those above it. */
export async function makeFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
}
