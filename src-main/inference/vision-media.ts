import { hash, randomUUID } from 'node:crypto'
import { constants } from 'node:fs'
import { copyFile, link, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const PREFIX = 'pictures-'

/** What `resources/vision-engine/picture-memory.cpp` knows a reference by. */
const REFERENCE = 'carat-picture:'

/** A folder of one server for pictures on their way to it; what an earlier one left is rubbish. */
export const isMediaFolder = (name: string) => name.startsWith(PREFIX)

/** A picture as an engine is given it, PNG either way: the bytes, or the file that holds them. */
export type Picture = Uint8Array | URL

/** Pictures as a server is given them, in the order they came in. */
export interface SentPictures {
  urls: string[]
  /** Call it when the server has answered: it reads each when that is to be encoded. Never fails. */
  remove(): Promise<void>
}

/** @returns its path; `undefined` where none can be made */
export async function makeMediaFolder(parent: string): Promise<string | undefined> {
  return await mkdtemp(join(parent, PREFIX)).catch(() => undefined)
}

/**
 * Puts pictures where a server reads those that it has to encode, and refers to them by their
 * hashes. Within a request, as base64, taking them apart would take the server longer than all else
 * it does for a question about a picture it knows; they go that way where there is no folder, or no
 * room in it.
 *
 * @throws the system's error for a file that cannot be read
 */
export async function sendPictures(
  folder: string | undefined,
  pictures: readonly Picture[],
): Promise<SentPictures> {
  const names = pictures.map(() => randomUUID())
  // One that cannot be removed now goes with the folder; no reply may fail for it.
  const remove = async () => {
    if (folder === undefined) return
    await Promise.allSettled(names.map((name) => rm(join(folder, name), { force: true })))
  }
  const inRequest = async () => ({ urls: await Promise.all(pictures.map(toDataUrl)), remove })
  if (folder === undefined) return inRequest()
  const refer = async (picture: Picture, at: number) => {
    const digest = await place(picture, join(folder, names[at]!))
    return toDataUrl(Buffer.from(`${REFERENCE}${digest}${names[at]}`))
  }
  const placed = await Promise.allSettled(pictures.map(refer))
  const urls = placed.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []))
  if (urls.length === pictures.length) return { urls, remove }
  await remove()
  return inRequest()
}

/** A file gets another name there, or is copied where no file can have two. @returns its SHA-256 */
async function place(picture: Picture, target: string): Promise<string> {
  if (picture instanceof Uint8Array) {
    await writeFile(target, picture, { mode: 0o600, flag: 'wx' })
    return hash('sha256', picture)
  }
  const digest = await hashFile(picture)
  await link(picture, target).catch(() => copyFile(picture, target, constants.COPYFILE_EXCL))
  return digest
}

/** Pictures of many long conversations. */
const REMEMBERED = 5000
const hashes = new Map<string, string>()

/** The pictures of a conversation come again with every message, and are not read again for that. */
async function hashFile(file: URL): Promise<string> {
  const { mtimeMs, size } = await stat(file)
  const key = `${file.href} ${size} ${mtimeMs}`
  const known = hashes.get(key)
  if (known !== undefined) return known
  const digest = hash('sha256', await readFile(file))
  if (hashes.size >= REMEMBERED) hashes.clear()
  hashes.set(key, digest)
  return digest
}

const toDataUrl = async (picture: Picture) => {
  const bytes = picture instanceof URL ? await readFile(picture) : Buffer.from(picture)
  return `data:image/png;base64,${bytes.toString('base64')}`
}
