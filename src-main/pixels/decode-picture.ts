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
// Two pictures are decoded at once, and the window and the engine want to run too.
sharp.concurrency(Math.max(1, Math.floor(availableParallelism() / 2)))
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

/** A picture at most `DISPLAY_SIDE` a side: upright, sRGB, opaque on white, 8-bit RGB. */
export interface DecodedPicture {
  data: Buffer
  width: number
  height: number
  /** Sides of the upright original. */
  original: { width: number; height: number }
}

/**
 * Decodes a file whose format was sniffed. The first frame stands for an animation.
 *
 * @throws Error in the decoder's words when the data is broken, and what `checkSize` throws before
 * any pixel is decoded.
 */
export async function decodePicture(
  file: Buffer,
  format: PictureFormat,
  checkSize: CheckSize,
): Promise<DecodedPicture> {
  const expected = sharpFormats[format]
  if (expected) {
    const { width, height, autoOrient, format: found } = await readHeader(file)
    if (found !== expected) throw new Error(`Sniffed ${format}, but the decoder found ${found}`)
    checkSize(width, height)
    return normalise(sharp(file, openings).autoOrient(), autoOrient)
  }
  const picture =
    format === 'BMP' ? readBitmap(file, checkSize) : await readHeicFile(file, checkSize)
  return normalise(await openRaw(picture), picture)
}

const readHeader = (file: Buffer) =>
  sharp(file, { ...openings, limitInputPixels: false }).metadata()

/** Loaded when the first such picture comes: compiling libheif's WebAssembly takes a moment. */
async function readHeicFile(file: Buffer, checkSize: CheckSize): Promise<RawPicture> {
  const { readHeic } = await import('./read-heic.ts')
  return readHeic(file, checkSize)
}

async function openRaw({ data, width, height, channels, profile }: RawPicture): Promise<Sharp> {
  const pixels = sharp(data, { ...openings, raw: { width, height, channels } })
  if (!profile) return pixels
  const png = await fit(pixels, DISPLAY_SIDE).png({ compressionLevel: 0 }).toBuffer()
  return sharp(tagProfile(png, profile), openings)
}

async function normalise(
  picture: Sharp,
  { width, height }: { width: number; height: number },
): Promise<DecodedPicture> {
  const { data, info } = await fit(picture, DISPLAY_SIDE)
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true })
  if (info.channels !== 3) throw new Error(`Expected red, green and blue, got ${info.channels}`)
  return { data, width: info.width, height: info.height, original: { width, height } }
}

/** Shrinks to at most `side` pixels on the longer side; never enlarges. */
export const fit = (picture: Sharp, side: number) =>
  picture.resize(side, side, { fit: 'inside', withoutEnlargement: true, kernel: 'lanczos3' })
