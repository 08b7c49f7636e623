import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { PICTURE_LIMIT_BYTES } from '../../../contract/attachments.ts'
import type { ImportPreview } from '../../../contract/transfer.ts'
import { CaratError } from '../../../platform/carat-error.ts'
import type { ForeignPicture, ImportFormat } from './foreign-conversation.ts'
import type { ImportArchive } from './import-archive.ts'
import { openFiles } from './open-files.ts'
import type { Piece } from './reader-contract.ts'
import type { ReceivedFile } from './received-files.ts'
import { recognise } from './recognise.ts'
import { type OfferedPictures, PIECE_LETTERS, splitExport } from './split-pieces.ts'
import { watchReading } from './watch-reading.ts'

/** An answer comes at least this often, to tell how far it is. */
const TOLD_MS = 100

interface Answer {
  pieces: Piece[]
  bytes: number
  isEnd: boolean
  omitted: ImportPreview['omitted']
}

/** One export as it is read, for the process that does nothing else. */
export function createExportReading() {
  let open: { archive: ImportArchive; format: ImportFormat } | null = null
  let pieces: AsyncGenerator<Piece, void, void> | null = null
  /** A piece that was asked for and has not come. */
  let coming: Promise<IteratorResult<Piece, void>> | null = null
  let bytes = 0
  let omitted: ImportPreview['omitted'] = {}
  const pictures: OfferedPictures = { numbered: [], named: new Map() }
  const never = new AbortController().signal

  const opened = () => {
    if (!open) throw new CaratError('TRANSFER_GONE', {})
    return open
  }

  return {
    async open(files: readonly ReceivedFile[]) {
      const archive = await openFiles(files)
      try {
        const format = await recognise(archive)
        open = { archive, format }
        return { name: archive.name, source: format.source, totalBytes: bytesToRead(archive) }
      } catch (error) {
        archive.close()
        throw error
      }
    },

    begin(messagesOf: ReadonlySet<string>, beside: boolean): void {
      const { archive, format } = opened()
      // One that was not read to its end.
      void pieces?.return().catch(() => {})
      bytes = 0
      omitted = {}
      coming = null
      const watched = watchReading(archive, never, (more) => (bytes += more))
      const wanted = { messagesOf, beside }
      pieces = splitExport(format, watched, wanted, pictures, (kind, count = 1) => {
        omitted[kind] = (omitted[kind] ?? 0) + count
      })
    },

    async next(): Promise<Answer> {
      if (!pieces) throw new CaratError('TRANSFER_GONE', {})
      const some: Piece[] = []
      const answered = new AbortController()
      const late = pause(TOLD_MS, null, { signal: answered.signal }).catch(() => null)
      try {
        for (let letters = 0; letters < PIECE_LETTERS;) {
          coming ??= pieces.next()
          const result = await Promise.race([coming, late])
          if (!result) return { pieces: some, bytes, isEnd: false, omitted }
          coming = null
          if (result.done) return { pieces: some, bytes, isEnd: true, omitted }
          some.push(result.value)
          // Whoever asks for the pictures of one must have heard of it, and of none after it.
          if (pictures.numbered.length > 0) break
          letters += JSON.stringify(result.value).length
        }
        return { pieces: some, bytes, isEnd: false, omitted }
      } finally {
        answered.abort()
      }
    },

    async savePicture(which: number | string, path: string): Promise<void> {
      const picture =
        typeof which === 'number' ? pictures.numbered[which] : pictures.named.get(which)
      if (!picture) throw new CaratError('FILE_NOT_FOUND', { path: `${which}` })
      await pipeline(
        Readable.from(firstBytes(picture)),
        createWriteStream(path, { flags: 'wx', mode: 0o600 }),
      )
    },

    close(): void {
      open?.archive.close()
      open = null
      pieces = null
    },
  }
}

/** Pictures, which are most of an export, are looked at only when they are imported. */
function bytesToRead({ entries }: ImportArchive): number {
  const lists = entries.filter(({ name }) => /\.jsonl?$/i.test(name))
  return (lists.length > 0 ? lists : entries).reduce((sum, entry) => sum + entry.bytes, 0)
}

/** One byte more than a picture may have is enough to see that it has too many. */
async function* firstBytes(picture: ForeignPicture) {
  let left = PICTURE_LIMIT_BYTES + 1
  for await (const piece of picture.open()) {
    yield piece.subarray(0, left)
    if ((left -= piece.length) <= 0) return
  }
}
