import { hash, randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const PREFIX = 'pictures-'

/** What `resources/vision-engine/picture-memory.cpp` knows a reference by. */
const REFERENCE = 'carat-picture:'

/** A folder of one server for pictures on their way to it; what an earlier one left is rubbish. */
export const isMediaFolder = (name: string) => name.startsWith(PREFIX)

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
 * @param pictures as PNG
 */
export async function sendPictures(
  folder: string | undefined,
  pictures: readonly Uint8Array[],
): Promise<SentPictures> {
  const names = pictures.map(() => randomUUID())
  // One that cannot be removed now goes with the folder; no reply may fail for it.
  const remove = async () => {
    if (folder === undefined) return
    await Promise.allSettled(names.map((name) => rm(join(folder, name), { force: true })))
  }
  if (folder === undefined) return { urls: pictures.map(toDataUrl), remove }
  const write = async (picture: Uint8Array, at: number) => {
    await writeFile(join(folder, names[at]!), picture, { mode: 0o600, flag: 'wx' })
    return toDataUrl(Buffer.from(`${REFERENCE}${hash('sha256', picture)}${names[at]}`))
  }
  const written = await Promise.allSettled(pictures.map(write))
  const urls = written.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []))
  if (urls.length === pictures.length) return { urls, remove }
  await remove()
  return { urls: pictures.map(toDataUrl), remove }
}

const toDataUrl = (picture: Uint8Array) =>
  `data:image/png;base64,${Buffer.from(picture).toString('base64')}`
