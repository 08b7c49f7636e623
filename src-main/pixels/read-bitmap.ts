import type { CheckSize, RawPicture } from './raw-picture.ts'
import { type BitmapHeader, readBitmapHeader } from './read-bitmap-header.ts'
import { unpackRuns } from './unpack-runs.ts'

/**
 * Decodes a Windows or OS/2 bitmap of any depth; sharp's libvips has no reader for them.
 *
 * @throws RangeError when the data is cut short or makes no sense, and what `checkSize` throws.
 */
export function readBitmap(file: Buffer, checkSize: CheckSize): RawPicture {
  const header = readBitmapHeader(file)
  const { width, height, bitsPerPixel } = header
  checkSize(width, height)
  const stride = Math.ceil((width * bitsPerPixel) / 32) * 4
  if (!header.runLength && file.length < header.offset + stride * (height - 1) + lastRow(header))
    throw new RangeError('The bitmap ends before its last row')

  const channels = header.masks[3] ? 4 : 3
  const data = new Uint8Array(width * height * channels)
  const indices = header.runLength ? unpackRuns(file, header) : null
  const putRow = indices ? null : rowReader(file, header)
  for (let row = 0; row < height; row++) {
    const at = (header.bottomUp ? height - 1 - row : row) * width * channels
    if (putRow) putRow(header.offset + row * stride, data, at)
    else if (indices)
      for (let x = 0; x < width; x++)
        putIndex(header.palette, indices[row * width + x] ?? 0, data, at + x * 3)
  }
  return { data, width, height, channels, profile: null }
}

/** Some writers leave out the padding of the last row. */
const lastRow = ({ width, bitsPerPixel }: BitmapHeader) => Math.ceil((width * bitsPerPixel) / 8)

type PutRow = (source: number, data: Uint8Array, target: number) => void

function rowReader(file: Buffer, { width, bitsPerPixel, masks, palette }: BitmapHeader): PutRow {
  if (bitsPerPixel <= 8) {
    const perByte = 8 / bitsPerPixel
    const mask = 2 ** bitsPerPixel - 1
    return (source, data, target) => {
      for (let x = 0; x < width; x++) {
        const byte = file[source + Math.floor(x / perByte)] ?? 0
        const shift = 8 - bitsPerPixel * ((x % perByte) + 1)
        putIndex(palette, (byte >> shift) & mask, data, target + x * 3)
      }
    }
  }
  if (bitsPerPixel === 24)
    return (source, data, target) => {
      for (let x = 0; x < width * 3; x += 3) {
        data[target + x] = file[source + x + 2] ?? 0
        data[target + x + 1] = file[source + x + 1] ?? 0
        data[target + x + 2] = file[source + x] ?? 0
      }
    }
  const bytes = bitsPerPixel / 8
  const used = masks[3] ? masks : masks.slice(0, 3)
  const channels = used.map(channelReader)
  return (source, data, target) => {
    for (let x = 0; x < width; x++) {
      const at = source + x * bytes
      const pixel = bytes === 2 ? file.readUInt16LE(at) : file.readUInt32LE(at)
      for (const [index, read] of channels.entries())
        data[target + x * channels.length + index] = read(pixel)
    }
  }
}

/** Takes the bits under a mask and stretches them to 0..255. */
function channelReader(mask: number): (pixel: number) => number {
  if (mask === 0) return () => 0
  const shift = 31 - Math.clz32(mask & -mask)
  const most = mask >>> shift
  return (pixel) => Math.round((((pixel & mask) >>> shift) * 255) / most)
}

function putIndex(palette: Uint8Array, index: number, data: Uint8Array, target: number): void {
  data[target] = palette[index * 3] ?? 0
  data[target + 1] = palette[index * 3 + 1] ?? 0
  data[target + 2] = palette[index * 3 + 2] ?? 0
}
