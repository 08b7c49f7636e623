import { MOST_CONVERSATIONS } from '../../../contract/transfer.ts'
import { CaratError } from '../../../platform/carat-error.ts'

/** One file of an import. Its name is only ever compared, never used as a path. */
export interface ImportEntry {
  /** With `/` between folders. */
  name: string
  bytes: number
  /** @throws CaratError when it cannot be read to its end, or holds more than it says. */
  open(): AsyncIterable<Uint8Array>
}

/** Files of an import, wherever they come from. */
export interface ImportArchive {
  /** What the user calls it; for failures. */
  name: string
  entries: readonly ImportEntry[]
  close(): void
}

/** More than any honest export has; beyond them it is refused as a whole. */
export const archiveLimits = {
  entries: 200_000,
  /** Unpacked bytes of all entries together. */
  totalBytes: 60_000_000_000,
  /** Unpacked to packed, of entries that are larger than this. */
  ratio: 200,
  ratioFromBytes: 4_000_000,
  /** Of one conversation, or a list of names: what has to be in memory at once. */
  jsonBytes: 128_000_000,
  /** Of the same, by its brackets and commas. */
  jsonValues: 1_000_000,
  /** Those that cannot be read count too. */
  conversations: MOST_CONVERSATIONS,
  /** Of a title; longer ones are cut. */
  titleLetters: 200,
} as const

/** A title no longer than they may be, and not cut within a letter. */
export const cutTitle = (title: string) =>
  title.slice(0, archiveLimits.titleLetters).replace(/[\ud800-\udbff]$/, '')

/** The last part of an entry's name. */
export const baseName = (name: string) => name.slice(name.lastIndexOf('/') + 1)
/** The folder of an entry, with its `/`; `''` at the top. */
export const folderOf = (name: string) => name.slice(0, name.lastIndexOf('/') + 1)

/** The whole of a small entry. @throws CaratError when it is larger than fits in memory. */
export async function readEntry(entry: ImportEntry, most: number = archiveLimits.jsonBytes) {
  const pieces: Uint8Array[] = []
  let bytes = 0
  for await (const piece of entry.open()) {
    bytes += piece.length
    if (bytes > most) throw new CaratError('IMPORT_REFUSED', { name: entry.name, reason: 'size' })
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}

/** Any reader's complaint as the failure of the file it is about. */
export const damaged = (name: string, error: unknown) =>
  error instanceof CaratError
    ? error
    : new CaratError(
        'IMPORT_DAMAGED',
        { name, detail: error instanceof Error ? error.message : String(error) },
        { cause: error },
      )
