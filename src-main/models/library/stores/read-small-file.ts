import { open, readdir } from 'node:fs/promises'

const LIMIT_BYTES = 1024 * 1024

/** The text of a settings file or manifest of another program; null when it is missing or too long. */
export async function readSmallFile(path: string): Promise<string | null> {
  try {
    await using file = await open(path, 'r')
    const { size } = await file.stat()
    return size > LIMIT_BYTES ? null : await file.readFile('utf8')
  } catch {
    return null
  }
}

/** The same as JSON; null when it is none. */
export async function readSmallJson(path: string): Promise<unknown> {
  try {
    return JSON.parse((await readSmallFile(path)) ?? 'null') as unknown
  } catch {
    return null
  }
}

/** Names in a folder, sorted and without hidden ones; none when it cannot be read. */
export async function listNames(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => [])
  return names.filter((name) => !name.startsWith('.')).toSorted()
}
