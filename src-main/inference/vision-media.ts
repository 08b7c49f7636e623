import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const PREFIX = 'pictures-'

/** A folder of one server for pictures on their way to it; what an earlier one left is rubbish. */
export const isMediaFolder = (name: string) => name.startsWith(PREFIX)

/** Pictures as a server is given them, in the order they came in. */
export interface SentPictures {
  urls: string[]
  /** Call it when the server has read them. Never fails. */
  remove(): Promise<void>
}

/** @returns its path; `undefined` where the server could not read from it, or none can be made */
export async function makeMediaFolder(parent: string): Promise<string | undefined> {
  // llama-server opens files by their names in the system's old encoding there.
  if (process.platform === 'win32' && /[^ -~]/.test(parent)) return undefined
  return await mkdtemp(join(parent, PREFIX)).catch(() => undefined)
}

/**
 * Puts pictures where a server reads them. Within a request, as base64, taking them apart would take
 * the server longer than all else it does for a question about a picture it knows; they go that way
 * where there is no folder, or no room in it.
 *
 * @param pictures as PNG
 */
export async function sendPictures(
  folder: string | undefined,
  pictures: readonly Uint8Array[],
): Promise<SentPictures> {
  const names = pictures.map(() => `${randomUUID()}.png`)
  // One that cannot be removed now goes with the folder; no reply may fail for it.
  const remove = async () => {
    if (folder === undefined) return
    await Promise.allSettled(names.map((name) => rm(join(folder, name), { force: true })))
  }
  if (folder === undefined) return { urls: pictures.map(toDataUrl), remove }
  const write = async (picture: Uint8Array, at: number) =>
    writeFile(join(folder, names[at]!), picture, { mode: 0o600, flag: 'wx' })
  const written = await Promise.allSettled(pictures.map(write))
  if (written.every(({ status }) => status === 'fulfilled'))
    return { urls: names.map((name) => `file://${name}`), remove }
  await remove()
  return { urls: pictures.map(toDataUrl), remove }
}

const toDataUrl = (picture: Uint8Array) =>
  `data:image/png;base64,${Buffer.from(picture).toString('base64')}`
