import { readFile, stat } from 'node:fs/promises'
import { PICTURE_LIMIT_BYTES, PICTURE_LIMIT_PIXELS } from '../contract/attachments.ts'
import type { PictureFacts, PictureInput } from '../media/pixels-contract.ts'
import { CaratError } from '../platform/carat-error.ts'
import { type DecodedPicture, decodePicture } from './decode-picture.ts'
import { isPictureFormat, mediaTypes, type PictureFormat, sniffFormat } from './sniff-format.ts'
import { writeRenderings } from './write-renderings.ts'

/**
 * Decodes one picture and writes its renderings; nothing is written when it fails.
 *
 * @throws CaratError `MEDIA_EMPTY`, `MEDIA_TOO_LARGE`, `MEDIA_SVG`, `MEDIA_UNSUPPORTED`,
 * `IMAGE_TOO_LARGE` or `MEDIA_CORRUPT`.
 */
export async function preparePicture(input: PictureInput): Promise<PictureFacts> {
  const { source, name, outputFolder } = input
  const { size: bytes } = await stat(source)
  if (bytes === 0) throw new CaratError('MEDIA_EMPTY', { name })
  if (bytes > PICTURE_LIMIT_BYTES)
    throw new CaratError('MEDIA_TOO_LARGE', { name, bytes, limitBytes: PICTURE_LIMIT_BYTES })
  const file = await readFile(source)
  const format = sniffFormat(file)
  if (format === 'SVG') throw new CaratError('MEDIA_SVG', { name })
  if (!isPictureFormat(format))
    throw new CaratError('MEDIA_UNSUPPORTED', { name, detected: format })
  const picture = await decode(file, format, name)
  await writeRenderings(picture, outputFolder)
  return { mediaType: mediaTypes[format], ...picture.original }
}

async function decode(file: Buffer, format: PictureFormat, name: string): Promise<DecodedPicture> {
  try {
    return await decodePicture(file, format, (width, height) => {
      const limitPixels = PICTURE_LIMIT_PIXELS
      if (width * height > limitPixels)
        throw new CaratError('IMAGE_TOO_LARGE', { name, width, height, limitPixels })
    })
  } catch (error) {
    if (error instanceof CaratError) throw error
    throw new CaratError('MEDIA_CORRUPT', { name, format }, { cause: error })
  }
}
