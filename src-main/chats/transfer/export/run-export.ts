import { createWriteStream } from 'node:fs'
import { rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { AttachmentStore } from '../../../attachments/attachment-store.ts'
import { syncFile } from '../../../attachments/sync-to-disk.ts'
import type { Chat } from '../../../contract/chats.ts'
import type { DocumentWords, ExportFormat, ExportScope } from '../../../contract/transfer.ts'
import { CaratError } from '../../../platform/carat-error.ts'
import { createExportedPictures } from './exported-pictures.ts'
import { toFileName } from './file-name.ts'
import type { ExportReader } from './read-exported.ts'
import { writeArchive } from './write-archive.ts'
import { isOneDocument, writeDocuments } from './write-documents.ts'
import { writeHtml } from './write-html.ts'
import { createZipWriter } from './zip-writer.ts'

/** One export, as it was asked for. */
export interface ExportOrder {
  scope: ExportScope
  format: ExportFormat
  words: DocumentWords
}

export interface ExportParts {
  reader: ExportReader
  attachments: Pick<AttachmentStore, 'get'>
  dataFolder: string
  /** Version of this Carat. */
  carat: string
  /** Prints an HTML file; null where that cannot be done. */
  printPdf: ((htmlFile: string, pdfFile: string) => Promise<void>) | null
}

/** What the file of an export is called, ending included. */
export function exportName(order: ExportOrder, chats: readonly Chat[], reader: ExportReader) {
  const { scope, format, words } = order
  const title = titleOf(order, chats)
  const alone = isOneDocument(chats, (chat) => reader.readBranch(chat, scope))
  const markdown = alone ? 'md' : 'zip'
  const ending = { html: 'html', pdf: 'pdf', json: 'zip', markdown }[format]
  return `${toFileName(title, words.untitled)}.${ending}`
}

function titleOf({ scope, words }: ExportOrder, chats: readonly Chat[]): string {
  if (scope.kind === 'all') return words.everything
  if (scope.kind === 'chats' && chats.length > 1) return scope.name || words.everything
  return chats[0]?.title || words.untitled
}

/**
 * Writes an export beside its place and then gives it its name, so that a file of that name is whole.
 *
 * @returns its size, and how many pictures were gone.
 * @throws the signal's reason after an abort, and CaratError; nothing is left behind then.
 */
export async function runExport(
  order: ExportOrder,
  chats: readonly Chat[],
  place: string,
  parts: ExportParts,
  report: (done: number, printing: boolean) => void,
  signal: AbortSignal,
): Promise<{ bytes: number; missing: number }> {
  const pictures = createExportedPictures(parts.dataFolder)
  const half = join(dirname(place), `.${crypto.randomUUID()}.half`)
  const page = `${half}.html`
  let done = 0
  const onChat = () => {
    signal.throwIfAborted()
    report((done += 1), false)
  }
  const { scope, words } = order
  const readBranch = (chat: Chat) => parts.reader.readBranch(chat, scope)
  const toPage = async (file: string) => {
    const title = titleOf(order, chats)
    const text = writeHtml({ title, chats, readBranch, pictures, words, onChat })
    const target = createWriteStream(file, { flags: 'wx', mode: 0o600 })
    await pipeline(Readable.from(text, { objectMode: false }), target, { signal })
  }
  try {
    if (order.format === 'html') await toPage(half)
    if (order.format === 'pdf') {
      if (!parts.printPdf) throw new CaratError('EXPORT_NO_PDF', {})
      await toPage(page)
      report(done, true)
      await parts.printPdf(page, half)
      signal.throwIfAborted()
    }
    if (order.format === 'json') {
      const zip = createZipWriter(half, signal)
      await writeArchive({ ...parts, scope: order.scope, chats, pictures, zip, onChat })
      await zip.finish()
    }
    if (order.format === 'markdown')
      await writeDocuments(half, { chats, readBranch, pictures, words, onChat, signal })
    await syncFile(half)
    await rename(half, place)
    return { bytes: (await stat(place)).size, missing: pictures.missing() }
  } catch (error) {
    signal.throwIfAborted()
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
      throw new CaratError('FOLDER_NOT_WRITABLE', { path: dirname(place) }, { cause: error })
    throw error
  } finally {
    await rm(half, { force: true })
    await rm(page, { force: true })
  }
}
