/** Where each colour's bits lie in a pixel of 16 or 32 bits. */
export type Masks = [red: number, green: number, blue: number, alpha: number]

export interface BitmapHeader {
  width: number
  height: number
  /** Rows start at the bottom, unless the height was negative. */
  bottomUp: boolean
  bitsPerPixel: number
  runLength: boolean
  masks: Masks
  /** Red, green, blue of each entry. */
  palette: Uint8Array
  /** Where the pixels start. */
  offset: number
}

const CORE_HEADER = 12
const RLE8 = 1
const RLE4 = 2
const BIT_FIELDS = 3
const ALPHA_BIT_FIELDS = 6

const DEPTHS = [1, 4, 8, 16, 24, 32]
const defaultMasks: Record<number, Masks> = {
  16: [0x7c00, 0x03e0, 0x001f, 0],
  32: [0xff0000, 0xff00, 0xff, 0],
}

/**
 * Reads everything before the pixels of a Windows or OS/2 bitmap.
 *
 * @throws RangeError when the header is cut short or says something no bitmap may say.
 */
export function readBitmapHeader(file: Buffer): BitmapHeader {
  const size = file.readUInt32LE(14)
  const core = size === CORE_HEADER
  const width = core ? file.readUInt16LE(18) : file.readInt32LE(18)
  const height = core ? file.readUInt16LE(20) : file.readInt32LE(22)
  const bitsPerPixel = file.readUInt16LE(core ? 24 : 28)
  const compression = core ? 0 : file.readUInt32LE(30)
  const fields = compression === BIT_FIELDS || compression === ALPHA_BIT_FIELDS
  const runLength =
    (compression === RLE8 && bitsPerPixel === 8) || (compression === RLE4 && bitsPerPixel === 4)
  if (width <= 0 || height === 0 || !DEPTHS.includes(bitsPerPixel))
    throw new RangeError('Not the sides or depth of a bitmap')
  if (compression !== 0 && !runLength && !(fields && defaultMasks[bitsPerPixel]))
    throw new RangeError('Not the compression of a bitmap')

  // Old headers are followed by the masks, newer ones hold them at the same place.
  const masksInBody = fields && size === 40 ? (compression === ALPHA_BIT_FIELDS ? 16 : 12) : 0
  const hasAlpha = fields && (size >= 56 || compression === ALPHA_BIT_FIELDS)
  const masks: Masks = fields
    ? [
        file.readUInt32LE(54),
        file.readUInt32LE(58),
        file.readUInt32LE(62),
        hasAlpha ? file.readUInt32LE(66) : 0,
      ]
    : (defaultMasks[bitsPerPixel] ?? [0, 0, 0, 0])

  return {
    width,
    height: Math.abs(height),
    bottomUp: height > 0,
    bitsPerPixel,
    runLength,
    masks,
    palette: readPalette(file, 14 + size + masksInBody, bitsPerPixel, core),
    offset: file.readUInt32LE(10),
  }
}

function readPalette(file: Buffer, start: number, bitsPerPixel: number, core: boolean): Uint8Array {
  if (bitsPerPixel > 8) return new Uint8Array()
  const most = 2 ** bitsPerPixel
  const declared = core ? 0 : file.readUInt32LE(46)
  const count = declared > 0 && declared <= most ? declared : most
  const step = core ? 3 : 4
  // Indices past the end of a short palette are black.
  const palette = new Uint8Array(most * 3)
  for (let entry = 0; entry < count; entry++) {
    const at = start + entry * step
    palette[entry * 3] = file.readUInt8(at + 2)
    palette[entry * 3 + 1] = file.readUInt8(at + 1)
    palette[entry * 3 + 2] = file.readUInt8(at)
  }
  return palette
}
