import { realpath, stat } from 'node:fs/promises'

/** What the file system says of a file, links followed. */
export interface FileFacts {
  bytes: number
  /** Whole milliseconds since 1970. */
  modifiedAt: number
  /** The same for every name of one file: links of both kinds included. */
  identity: string
}

/** Null when there is no such file, or it is something else. */
export async function readFileFacts(path: string): Promise<FileFacts | null> {
  try {
    const facts = await stat(path, { bigint: true })
    if (!facts.isFile()) return null
    return {
      bytes: Number(facts.size),
      modifiedAt: Number(facts.mtimeMs),
      // Some file systems number nothing.
      identity: facts.ino === 0n ? await realpath(path) : `${facts.dev}:${facts.ino}`,
    }
  } catch {
    return null
  }
}
