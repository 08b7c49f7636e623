import { readdirSync, readFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'

/** Names of all that lies in a data folder, those in its folders with the folder's name. */
export function namesIn(dataFolder: string, folders: readonly string[] = ['backups']): string[] {
  const inside = folders.flatMap((folder) =>
    list(`${dataFolder}/${folder}`).map((name) => `${folder}/${name}`),
  )
  return [...list(dataFolder), ...inside]
}

/** Waits, looking at every millisecond, until the names in a data folder are so. */
export async function untilNames(
  dataFolder: string,
  areSo: (names: readonly string[]) => boolean,
  patience = 20_000,
): Promise<void> {
  const end = performance.now() + patience
  while (!areSo(namesIn(dataFolder))) {
    if (performance.now() > end) throw new Error(`not seen in ${namesIn(dataFolder).join(', ')}`)
    await pause(1)
  }
}

export const hashOf = (file: string) =>
  createHash('sha256').update(readFileSync(file)).digest('hex')

function list(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
