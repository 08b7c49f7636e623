import type { ForeignPicture } from '../foreign-conversation.ts'
import { baseName, type ImportEntry } from '../import-archive.ts'

const scheme = /^(file-service|sediment):\/\//
/** What an id can be followed by in the name of its file: `file-abc-cat.png`, `file_abc.dat`. */
const afterId = new Set(['-', '.', '_'])

/** Files that messages point to: in the archive each begins with the id it is spoken of by. */
export function createAssets(entries: readonly ImportEntry[]) {
  const files = new Map<string, ImportEntry>()
  for (const entry of entries) {
    const name = baseName(entry.name)
    if (/^file[-_]/.test(name)) files.set(name, entry)
  }
  const names = [...files.keys()].toSorted()

  /** By halves: an export may have tens of thousands of files. */
  const firstFrom = (id: string) => {
    let [low, high] = [0, names.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (names[middle]! < id) low = middle + 1
      else high = middle
    }
    return names[low]
  }

  return {
    idOf: (pointer: string) => pointer.replace(scheme, '').replace(/[?#].*$/, ''),
    find(id: string, shownName: string | null): ForeignPicture | null {
      const name = id === '' ? undefined : firstFrom(id)
      const entry = name?.startsWith(id) ? files.get(name) : undefined
      if (!name || !entry || !(name.length === id.length || afterId.has(name[id.length] ?? '')))
        return null
      return { name: shownName ?? (name.slice(id.length + 1) || name), open: () => entry.open() }
    },
  }
}
