import { readFile, stat } from 'node:fs/promises'
import { PICTURE_LIMIT_BYTES, PICTURE_LIMIT_PIXELS } from '../contract/attachments.ts'
import { CaratError } from '../platform/carat-error.ts'
import { type OpenedPicture, openPicture } from './decode-picture.ts'
import { isPictureFormat, mediaTypes, type PictureFormat, sniffFormat } from './sniff-format.ts'

interface Source {
  /** Absolute path of the original, whatever it is called. */
  source: string
  /** What the user calls it; only for failures. */
  name: string
}

/**
 * Opens an original after looking at what it is.
 *
 * @throws CaratError `MEDIA_EMPTY`, `MEDIA_TOO_LARGE`, `MEDIA_SVG`, `MEDIA_UNSUPPORTED` or
 * `IMAGE_TOO_LARGE`; `MEDIA_CORRUPT` here and from `read`.
 */
export async function openSource({
  source,
  name,
}: Source): Promise<OpenedPicture & { mediaType: string }> {
  const { size: bytes } = await stat(source)
  if (bytes === 0) throw new CaratError('MEDIA_EMPTY', { name })
  if (bytes > PICTURE_LIMIT_BYTES)
    throw new CaratError('MEDIA_TOO_LARGE', { name, bytes, limitBytes: PICTURE_LIMIT_BYTES })
  const file = await readFile(source)
  const format = sniffFormat(file)
  if (format === 'SVG') throw new CaratError('MEDIA_SVG', { name })
  if (!isPictureFormat(format))
    throw new CaratError('MEDIA_UNSUPPORTED', { name, detected: format })
  const { original, read } = await orCorrupt(openWithin(file, format, name), name, format)
  return {
    mediaType: mediaTypes[format],
    original,
    read: (shape) => orCorrupt(read(shape), name, format),
  }
}

const openWithin = (file: Buffer, format: PictureFormat, name: string) =>
  openPicture(file, format, (width, height) => {
    const limitPixels = PICTURE_LIMIT_PIXELS
    if (width * height > limitPixels)
      throw new CaratError('IMAGE_TOO_LARGE', { name, width, height, limitPixels })
  })

async function orCorrupt<Value>(work: Promise<Value>, name: string, format: string) {
  try {
    return await work
  } catch (error) {
    if (error instanceof CaratError) throw error
    throw new CaratError('MEDIA_CORRUPT', { name, format }, { cause: error })
  }
}
