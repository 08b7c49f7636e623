import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { attachmentFolder, renderingFile } from '../../../attachments/rendering-file.ts'

/** A picture of an export, where it lies. */
export interface ExportedPicture {
  open(): AsyncIterable<Uint8Array>
}

/**
 * Pictures on their way out. Documents get the rendering Carat made for its window, which every
 * viewer can show and which does not carry the place and time that cameras write into a picture; only
 * the complete export has the originals.
 */
export function createExportedPictures(dataFolder: string) {
  const missing = new Set<string>()
  const find = async (id: string, file: string): Promise<ExportedPicture | null> => {
    const found = await stat(file).catch(() => null)
    if (found?.isFile()) return { open: () => createReadStream(file) }
    missing.add(id)
    return null
  }
  return {
    /** A WebP of at most 2048 pixels a side; null when its file is gone. */
    display: (id: string) => find(id, renderingFile(dataFolder, id, 'display')),
    original: (id: string) => find(id, join(attachmentFolder(dataFolder, id), 'original')),
    /** Pictures that were asked for and gone. */
    missing: () => missing.size,
  }
}
export type ExportedPictures = ReturnType<typeof createExportedPictures>
