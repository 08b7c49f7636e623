import type { BitmapHeader } from './read-bitmap-header.ts'

/**
 * Palette indices of a run-length coded bitmap (4 or 8 bits), in the file's order of rows. Pixels
 * that are skipped over keep index 0.
 *
 * @throws RangeError when the codes end before the picture does.
 */
export function unpackRuns(
  file: Buffer,
  { width, height, bitsPerPixel, offset }: BitmapHeader,
): Uint8Array {
  const indices = new Uint8Array(width * height)
  const nibbles = bitsPerPixel === 4
  let at = offset
  let x = 0
  let y = 0
  const put = (index: number) => {
    if (x < width && y < height) indices[y * width + x] = index
    x++
  }
  const half = (byte: number, second: boolean) => (second ? byte & 15 : byte >> 4)

  while (y < height) {
    const count = file.readUInt8(at++)
    const value = file.readUInt8(at++)
    if (count > 0) {
      for (let i = 0; i < count; i++) put(nibbles ? half(value, i % 2 === 1) : value)
    } else if (value === 0) {
      x = 0
      y++
    } else if (value === 1) {
      return indices
    } else if (value === 2) {
      x += file.readUInt8(at++)
      y += file.readUInt8(at++)
    } else {
      const bytes = nibbles ? Math.ceil(value / 2) : value
      for (let i = 0; i < value; i++)
        put(nibbles ? half(file.readUInt8(at + (i >> 1)), i % 2 === 1) : file.readUInt8(at + i))
      at += bytes + (bytes % 2)
    }
    // The end mark is left out by some writers once the last row is full.
    if (y === height - 1 && x >= width && at >= file.length) return indices
  }
  return indices
}
