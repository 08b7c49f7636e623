import type { ImportArchive } from './import-archive.ts'

/**
 * The same archive, telling how many bytes of it were read. A piece goes no further once the signal
 * aborted: one file alone can take minutes, and be one in which nothing is ever found.
 */
export function watchReading(
  archive: ImportArchive,
  signal: AbortSignal,
  onRead?: (bytes: number) => void,
): ImportArchive {
  return {
    ...archive,
    entries: archive.entries.map((entry) => ({
      ...entry,
      async *open() {
        for await (const piece of entry.open()) {
          signal.throwIfAborted()
          onRead?.(piece.length)
          yield piece
        }
      },
    })),
  }
}
