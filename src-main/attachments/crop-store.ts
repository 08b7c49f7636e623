import { existsSync } from 'node:fs'
import { rename } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import {
  type PictureLook,
  type PictureRectangle,
  pictureViewsOf,
} from '../contract/picture-views.ts'
import type { Pixels } from '../media/pixels-process.ts'
import { CaratError } from '../platform/carat-error.ts'
import type { AttachmentFacts } from './attachment-rows.ts'
import { attachmentFolder, cropFile } from './rendering-file.ts'
import { syncFile } from './sync-to-disk.ts'

/** How closely to look; the name is what the user calls the picture, only for failures. */
export type NamedLook = PictureLook & { filename: string }

/**
 * The crops of pictures, kept beside their other renderings. They are made from the original, so
 * one that was lost or never made is cut when it is asked for.
 */
export function createCropStore(dataFolder: string, pixels: Pick<Pixels, 'cut'>) {
  /** Cuts under way, by picture: two conversations may ask for the same crop at once. */
  const cutting = new Map<string, Promise<void>>()

  async function cut(id: string, name: string, rectangles: readonly PictureRectangle[]) {
    const source = join(attachmentFolder(dataFolder, id), 'original')
    const files = new Map(rectangles.map((one) => [cropFile(dataFolder, id, one), one]))
    const missing = [...files].filter(([file]) => !existsSync(file))
    if (missing.length === 0) return
    if (!existsSync(source)) throw new CaratError('ATTACHMENT_NOT_FOUND', { attachmentId: id })
    const cuts = missing.map(([file, rectangle]) => ({ rectangle, output: `${file}.incoming` }))
    await pixels.cut({ source, name, cuts })
    // Only a whole file gets its name, so one cut short by a crash is never shown to an engine.
    for (const { output } of cuts) await syncFile(output)
    for (const [file] of missing) await rename(`${file}.incoming`, file)
  }

  return {
    /**
     * The files of one picture's crops, PNGs, in the order a model gets them.
     *
     * @throws CaratError `ATTACHMENT_NOT_FOUND` when the original is gone, or about the original.
     */
    async find(facts: AttachmentFacts, look: NamedLook): Promise<URL[]> {
      const { crops, closerLooks } = pictureViewsOf(facts, look)
      const rectangles = [...crops, ...closerLooks]
      if (rectangles.length === 0) return []
      const { id } = facts
      const before = cutting.get(id)?.catch(() => {})
      const work = Promise.resolve(before).then(() => cut(id, look.filename, rectangles))
      cutting.set(id, work)
      try {
        await work
      } finally {
        if (cutting.get(id) === work) cutting.delete(id)
      }
      return rectangles.map((one) => pathToFileURL(cropFile(dataFolder, id, one)))
    },
  }
}
