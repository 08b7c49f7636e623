import { textFormat } from './text-format.ts'

/** Formats Carat decodes, with their media types. */
export const mediaTypes = {
  PNG: 'image/png',
  JPEG: 'image/jpeg',
  WebP: 'image/webp',
  GIF: 'image/gif',
  AVIF: 'image/avif',
  BMP: 'image/bmp',
  HEIC: 'image/heic',
  HEIF: 'image/heif',
} as const
export type PictureFormat = keyof typeof mediaTypes

export const isPictureFormat = (format: string): format is PictureFormat =>
  Object.hasOwn(mediaTypes, format)

type Signature = [format: string, start: string, also?: [offset: number, text: string]]

/** Bytes as Latin-1, the longer ones first where two begin alike. */
const signatures: Signature[] = [
  ['PNG', '\x89PNG\r\n\x1a\n'],
  ['JPEG', '\xff\xd8\xff'],
  ['GIF', 'GIF87a'],
  ['GIF', 'GIF89a'],
  ['WebP', 'RIFF', [8, 'WEBP']],
  ['AVI', 'RIFF', [8, 'AVI ']],
  ['WAV', 'RIFF', [8, 'WAVE']],
  ['TIFF', 'II*\0'],
  ['TIFF', 'MM\0*'],
  ['TIFF', 'II+\0'],
  ['TIFF', 'MM\0+'],
  ['PSD', '8BPS'],
  ['ICO', '\0\0\x01\0'],
  ['ICO', '\0\0\x02\0'],
  ['JPEG XL', '\xff\x0a'],
  ['JPEG XL', '\0\0\0\x0cJXL '],
  ['JPEG 2000', '\0\0\0\x0cjP  '],
  ['PDF', '%PDF-'],
  ['PostScript', '%!PS'],
  ['ZIP', 'PK\x03\x04'],
  ['ZIP', 'PK\x05\x06'],
  ['GZIP', '\x1f\x8b'],
  ['RAR', 'Rar!\x1a\x07'],
  ['7z', '7z\xbc\xaf\x27\x1c'],
  ['GGUF', 'GGUF'],
  ['ELF', '\x7fELF'],
  ['Mach-O', '\xcf\xfa\xed\xfe'],
  ['EXE', 'MZ'],
  ['MP3', 'ID3'],
  ['FLAC', 'fLaC'],
  ['Ogg', 'OggS'],
]

/** Sizes of the second header of a bitmap; two letters alone would claim texts that begin so. */
const BITMAP_HEADERS = new Set([12, 40, 52, 56, 64, 108, 124])

/** A comment in front of the first element may be long; a whole file is not read as text. */
const TEXT_BYTES = 1_000_000

/**
 * The format of a file by its bytes, never by its name: one of `mediaTypes`, `SVG`, the short name
 * of something Carat does not decode, or `''` when nothing is recognised.
 */
export function sniffFormat(bytes: Uint8Array): string {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 4096))
  const start = head.toString('latin1')
  const found = signatures.find(
    ([, text, also]) => start.startsWith(text) && (!also || start.startsWith(also[1], also[0])),
  )
  if (found) return found[0]
  if (start.startsWith('BM') && head.length >= 18 && BITMAP_HEADERS.has(head.readUInt32LE(14)))
    return 'BMP'
  if (start.startsWith('ftyp', 4)) return brandedFormat(head, start)
  if (start.startsWith('\x1aE\xdf\xa3')) return start.includes('webm') ? 'WebM' : 'Matroska'
  // Mail programs put lines of their own in front; readers look in the first kilobyte.
  if (start.slice(0, 1024).includes('%PDF-')) return 'PDF'
  return textFormat(bytes.subarray(0, TEXT_BYTES))
}

const HEIC_BRANDS = ['heic', 'heix', 'hevc', 'hevx', 'heim', 'heis', 'hevm', 'hevs']
const AVIF_BRANDS = ['avif', 'avis']
const HEIF_BRANDS = ['mif1', 'msf1', 'mif2', 'miaf']
const videos: Record<string, string> = { 'qt  ': 'QuickTime', 'M4A ': 'M4A', 'crx ': 'CR3' }

/** ISO base media files: the major brand says it, except the generic ones, whose others do. */
function brandedFormat(head: Buffer, start: string): string {
  const end = Math.min(head.readUInt32BE(0), head.length)
  const major = start.slice(8, 12)
  const others: string[] = []
  for (let at = 16; at + 4 <= end; at += 4) others.push(start.slice(at, at + 4))
  const brands = HEIF_BRANDS.includes(major) ? others : [major]
  if (brands.some((brand) => HEIC_BRANDS.includes(brand))) return 'HEIC'
  if (brands.some((brand) => AVIF_BRANDS.includes(brand))) return 'AVIF'
  if (HEIF_BRANDS.includes(major)) return 'HEIF'
  return videos[major] ?? 'MP4'
}
