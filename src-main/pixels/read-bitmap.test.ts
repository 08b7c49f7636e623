import { expect, test } from 'vitest'
import { readBitmap } from './read-bitmap.ts'

const RED = [255, 0, 0]
const GREEN = [0, 255, 0]
const BLUE = [0, 0, 255]
const WHITE = [255, 255, 255]
const palette = [RED, GREEN, BLUE, WHITE]

/** A 3 x 2 bitmap: red green blue over white red green. */
const expected = [RED, GREEN, BLUE, WHITE, RED, GREEN].flat()

interface Bitmap {
  bits: number
  pixels: number[]
  compression?: number
  height?: number
  width?: number
  masks?: number[]
  colours?: number[][]
}

function bitmap({ bits, pixels, compression = 0, height = 2, width = 3, ...more }: Bitmap) {
  const masks = more.masks ?? []
  const colours = more.colours ?? []
  const header = Buffer.alloc(54 + masks.length * 4 + colours.length * 4)
  header.write('BM', 'latin1')
  header.writeUInt32LE(header.length, 10)
  header.writeUInt32LE(40, 14)
  header.writeInt32LE(width, 18)
  header.writeInt32LE(height, 22)
  header.writeUInt16LE(1, 26)
  header.writeUInt16LE(bits, 28)
  header.writeUInt32LE(compression, 30)
  header.writeUInt32LE(colours.length, 46)
  for (const [index, mask] of masks.entries()) header.writeUInt32LE(mask, 54 + index * 4)
  for (const [index, [red = 0, green = 0, blue = 0]] of colours.entries())
    header.set([blue, green, red, 0], 54 + masks.length * 4 + index * 4)
  return Buffer.concat([header, Buffer.from(pixels)])
}

const read = (file: Buffer) => [...readBitmap(file, () => {}).data]
const word = (value: number) => [value & 255, value >> 8]

test.each<[string, Bitmap]>([
  ['4 bits', { bits: 4, colours: palette, pixels: [0x30, 0x10, 0, 0, 0x01, 0x20, 0, 0] }],
  ['8 bits', { bits: 8, colours: palette, pixels: [3, 0, 1, 0, 0, 1, 2, 0] }],
  [
    '8 bits from the top',
    { bits: 8, height: -2, colours: palette, pixels: [0, 1, 2, 0, 3, 0, 1, 0] },
  ],
  [
    '16 bits',
    {
      bits: 16,
      pixels: [0x7fff, 0x7c00, 0x03e0, 0, 0x7c00, 0x03e0, 0x001f, 0].flatMap(word),
    },
  ],
  [
    '16 bits with fields 5-6-5',
    {
      bits: 16,
      compression: 3,
      masks: [0xf800, 0x07e0, 0x001f],
      pixels: [0xffff, 0xf800, 0x07e0, 0, 0xf800, 0x07e0, 0x001f, 0].flatMap(word),
    },
  ],
  [
    '24 bits',
    {
      bits: 24,
      pixels: [255, 255, 255, 0, 0, 255, 0, 255, 0, 0, 0, 0, 0, 0, 255, 0, 255, 0, 255, 0, 0],
    },
  ],
  [
    '32 bits, whose fourth byte means nothing',
    {
      bits: 32,
      pixels: [WHITE, RED, GREEN, RED, GREEN, BLUE].flatMap(([r, g, b]) => [b!, g!, r!, 0]),
    },
  ],
  [
    'runs of 8 bits',
    {
      bits: 8,
      compression: 1,
      colours: palette,
      pixels: [1, 3, 1, 0, 1, 1, 0, 0, 0, 3, 0, 1, 2, 0, 0, 1],
    },
  ],
  [
    'runs of 4 bits',
    { bits: 4, compression: 2, colours: palette, pixels: [3, 0x30, 0, 0, 0, 3, 0x01, 0x20, 0, 1] },
  ],
])('a bitmap of %s', (name, description) => {
  const found = read(bitmap(description))
  // The one run in the 4-bit case alternates its two colours: white, red, white.
  if (name === 'runs of 4 bits')
    expect(found).toEqual([...RED, ...GREEN, ...BLUE, ...WHITE, ...RED, ...WHITE])
  else expect(found).toEqual(expected)
})

test('one bit a pixel, more than one byte a row', () => {
  const file = bitmap({
    bits: 1,
    width: 10,
    height: 1,
    colours: [WHITE, RED],
    pixels: [0b1000_0001, 0b0100_0000, 0, 0],
  })
  const red = [0, 7, 9]
  expect(read(file)).toEqual(
    Array.from({ length: 10 }, (_, x) => (red.includes(x) ? RED : WHITE)).flat(),
  )
})

test('alpha comes from its mask', () => {
  const file = bitmap({
    bits: 32,
    compression: 6,
    width: 1,
    height: 1,
    masks: [0xff0000, 0xff00, 0xff, 0xff000000],
    pixels: [10, 20, 30, 128],
  })
  expect(readBitmap(file, () => {})).toMatchObject({
    channels: 4,
    data: new Uint8Array([30, 20, 10, 128]),
  })
})

test('sides are checked before memory is taken', () => {
  const huge = bitmap({ bits: 24, width: 2 ** 31 - 1, height: 2 ** 31 - 1, pixels: [] })
  const refuse = () => {
    throw new Error('too large')
  }
  expect(() => readBitmap(huge, refuse)).toThrow('too large')
})

test.each([10, 20, 30, 40, 53, 60])('cut off after %i bytes', (length) => {
  const whole = bitmap({ bits: 24, pixels: Array<number>(24).fill(7) })
  expect(() => read(whole.subarray(0, length))).toThrow(RangeError)
})
