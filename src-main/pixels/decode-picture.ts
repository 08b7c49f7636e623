import { availableParallelism } from 'node:os'
import sharp, { type Sharp } from 'sharp'
import { PICTURE_LIMIT_PIXELS } from '../contract/attachments.ts'
import type { CheckSize, RawPicture } from './raw-picture.ts'
import { readBitmap } from './read-bitmap.ts'
import type { PictureFormat } from './sniff-format.ts'
import { tagProfile } from './tag-profile.ts'

/** Longest side that any rendering needs. */
export const DISPLAY_SIDE = 2048

// Each picture is read once, so a cache would only hold memory.
sharp.cache(false)
// Two pictures are decoded at once, and the window and the engine want to run too; with less than
// two threads resizing would wait for decoding.
sharp.concurrency(Math.max(2, Math.floor(availableParallelism() / 2)))
// A file may look like two formats at once: only the readers of the formats we sniff stay open.
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({
  operation: [
    'VipsForeignLoadPng',
    'VipsForeignLoadJpeg',
    'VipsForeignLoadUhdr',
    'VipsForeignLoadWebp',
    'VipsForeignLoadNsgif',
    'VipsForeignLoadHeif',
  ],
})

const sharpFormats: Partial<Record<PictureFormat, string>> = {
  PNG: 'png',
  JPEG: 'jpeg',
  WebP: 'webp',
  GIF: 'gif',
  AVIF: 'heif',
}

const openings = {
  // Cut-off files fail; warnings do not, for phones write many harmless ones.
  failOn: 'error',
  // Rows flow from the decoder to the resizer; the whole picture is never in memory.
  sequentialRead: true,
  // `checkSize` refuses first, with the sides in its failure; this is the second lock.
  limitInputPixels: PICTURE_LIMIT_PIXELS,
} as const

/** Pixels of a picture: upright, sRGB, opaque on white, 8-bit RGB. */
export interface DecodedPicture {
  data: Buffer
  width: number
  height: number
}

/** What to do with the upright original while it is read: cut, shrink. */
type Shape = (picture: Sharp) => Sharp

/** A picture whose header was read. */
export interface OpenedPicture {
  /** Sides of the upright original. */
  original: { width: number; height: number }
  /** The pixels, shaped on the way; each call reads the picture again. */
  read(shape: Shape): Promise<DecodedPicture>
}

/**
 * Opens a file whose format was sniffed. The first frame stands for an animation.
 *
 * @throws Error in the decoder's words when the data is broken, here or when it is read, and what
 * `checkSize` throws before any pixel is decoded.
 */
export async function openPicture(
  file: Buffer,
  format: PictureFormat,
  checkSize: CheckSize,
): Promise<OpenedPicture> {
  const expected = sharpFormats[format]
  if (expected) {
    const { width, height, autoOrient, format: found } = await readHeader(file)
    if (found !== expected) throw new Error(`Sniffed ${format}, but the decoder found ${found}`)
    checkSize(width, height)
    const { width: across, height: down } = autoOrient
    const original = { width: across, height: down }
    return {
      original,
      read: (shape) => toPixels(shape(sharp(file, openings).autoOrient())),
    }
  }
  const picture =
    format === 'BMP' ? readBitmap(file, checkSize) : await readHeicFile(file, checkSize)
  const original = { width: picture.width, height: picture.height }
  return { original, read: async (shape) => toPixels(await openRaw(picture, shape)) }
}

const readHeader = (file: Buffer) =>
  sharp(file, { ...openings, limitInputPixels: false }).metadata()

/** Loaded when the first such picture comes: compiling libheif's WebAssembly takes a moment. */
async function readHeicFile(file: Buffer, checkSize: CheckSize): Promise<RawPicture> {
  const { readHeic } = await import('./read-heic.ts')
  return readHeic(file, checkSize)
}

async function openRaw(picture: RawPicture, shape: Shape): Promise<Sharp> {
  const { data, width, height, channels, profile } = picture
  const pixels = shape(sharp(data, { ...openings, raw: { width, height, channels } }))
  if (!profile) return pixels
  const png = await pixels.png({ compressionLevel: 0 }).toBuffer()
  return sharp(tagProfile(png, profile), openings)
}

async function toPixels(picture: Sharp): Promise<DecodedPicture> {
  const { data, info } = await picture
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true })
  if (info.channels !== 3) throw new Error(`Expected red, green and blue, got ${info.channels}`)
  return { data, width: info.width, height: info.height }
}

/** Shrinks to at most `side` pixels on the longer side; never enlarges. */
export const fit = (picture: Sharp, side: number) =>
  picture.resize(side, side, { fit: 'inside', withoutEnlargement: true, kernel: 'lanczos3' })
