import { open, readdir } from 'node:fs/promises'
import { join } from 'node:path'

/** Makes a folder and every file in it survive a power cut. */
export async function syncFolder(folder: string): Promise<void> {
  await Promise.all((await readdir(folder)).map((name) => syncFile(join(folder, name))))
  await syncEntries(folder)
}

/** Makes what one file holds survive a power cut. */
export const syncFile = (path: string) => sync(path, 'r+')

/** Makes the names in a folder survive, such as one that was just renamed into it. */
export async function syncEntries(folder: string): Promise<void> {
  // Windows has no handle for this; its file system journals names by itself.
  if (process.platform !== 'win32') await sync(folder, 'r')
}

async function sync(path: string, flags: string): Promise<void> {
  const handle = await open(path, flags)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
