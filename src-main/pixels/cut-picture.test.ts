import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { cutPicture } from './cut-picture.ts'

const fixture = (name: string) =>
  readFileSync(join(import.meta.dirname, '../../e2e/fixtures', name))

async function cut(
  bytes: Uint8Array,
  rectangle: { left: number; top: number; width: number; height: number },
) {
  const folder = mkdtempSync(join(tmpdir(), 'carat-cut-'))
  const source = join(folder, 'original')
  const output = join(folder, 'part.png')
  writeFileSync(source, bytes)
  await cutPicture({ source, name: 'picture', cuts: [{ rectangle, output }] })
  return readFileSync(output)
}

/** Colour of a picture's middle, each channel rounded to 32 steps. */
async function middle(picture: Uint8Array) {
  const { data, info } = await sharp(picture).raw().toBuffer({ resolveWithObject: true })
  const start = (Math.floor(info.height / 2) * info.width + Math.floor(info.width / 2)) * 3
  return [...data.subarray(start, start + 3)].map((value) => Math.round(value / 32) * 32).join()
}

/** Red, green, blue and white quarters, from the top left to the bottom right. */
const upright = await sharp({
  create: { width: 96, height: 64, channels: 3, background: '#fff' },
})
  .composite(
    ['#f00', '#0f0', '#00f'].map((background, index) => ({
      input: { create: { width: 48, height: 32, channels: 3, background } },
      left: (index % 2) * 48,
      top: Math.floor(index / 2) * 32,
    })),
  )
  .png()
  .toBuffer()
const corners = [
  [{ left: 2, top: 2 }, '256,0,0'],
  [{ left: 50, top: 2 }, '0,256,0'],
  [{ left: 2, top: 34 }, '0,0,256'],
  [{ left: 50, top: 34 }, '256,256,256'],
] as const

test.each([
  ['PNG', () => upright],
  ['JPEG', () => sharp(upright).jpeg({ chromaSubsampling: '4:4:4' }).toBuffer()],
  ['GIF', () => sharp(upright).gif().toBuffer()],
  ['P3 JPEG', () => sharp(upright).withIccProfile('p3').jpeg().toBuffer()],
  ['HEIC that a phone turned', () => fixture('media/rotated.heic')],
])('the right part of a %s', async (_, make) => {
  const bytes = await make()
  for (const [place, colour] of corners)
    expect(await middle(await cut(bytes, { ...place, width: 40, height: 28 }))).toBe(colour)
})

test.each([1, 2, 3, 4, 5, 6, 7, 8])('the right part upright under EXIF %i', async (orientation) => {
  // sharp cannot undo a mirrored turn in one call, so the stored pixels are found by trying.
  const turns = [upright]
  for (const angle of [90, 180, 270]) turns.push(await sharp(upright).rotate(angle).toBuffer())
  const mirrored = await Promise.all(turns.map((turn) => sharp(turn).flop().toBuffer()))
  const wanted = await sharp(upright).removeAlpha().raw().toBuffer()
  let found = 0
  for (const turn of [...turns, ...mirrored]) {
    const stored = await sharp(turn).withMetadata({ orientation }).png().toBuffer()
    const shown = await sharp(stored).autoOrient().removeAlpha().raw().toBuffer()
    if (!shown.equals(wanted)) continue
    found += 1
    for (const [place, colour] of corners)
      expect(await middle(await cut(stored, { ...place, width: 40, height: 28 }))).toBe(colour)
  }
  expect(found).toBe(1)
})

test('the longer side is that of a view, whether it shrinks or grows', async () => {
  const large = await sharp({
    create: { width: 4000, height: 1000, channels: 3, background: '#369' },
  })
    .jpeg()
    .toBuffer()
  const sidesOf = async (bytes: Uint8Array) => {
    const { width, height, channels, space } = await sharp(bytes).metadata()
    return { width, height, channels, space }
  }
  const rgb = { channels: 3, space: 'srgb' }
  expect(
    await sidesOf(await cut(large, { left: 2000, top: 0, width: 2000, height: 1000 })),
  ).toEqual({ width: 896, height: 448, ...rgb })
  expect(await sidesOf(await cut(large, { left: 10, top: 10, width: 32, height: 64 }))).toEqual({
    width: 448,
    height: 896,
    ...rgb,
  })
})

test('a cut has detail that the whole view has lost', async () => {
  // Stripes one pixel wide are grey in a view of the whole, and black and white in a crop.
  const stripes = Buffer.alloc(3584 * 256 * 3)
  for (let pixel = 0; pixel < 3584 * 256; pixel += 2) stripes.fill(255, pixel * 3, pixel * 3 + 3)
  const raw = { width: 3584, height: 256, channels: 3 as const }
  const picture = await sharp(stripes, { raw }).png().toBuffer()
  const contrast = async (bytes: Uint8Array) => (await sharp(bytes).stats()).channels[0]!.stdev
  const whole = await cut(picture, { left: 0, top: 0, width: 3584, height: 256 })
  const crop = await cut(picture, { left: 0, top: 0, width: 896, height: 256 })
  expect(await contrast(whole)).toBeLessThan(5)
  expect(await contrast(crop)).toBeGreaterThan(120)
})

test('the same part makes the same bytes', async () => {
  const photo = fixture('samples/wide-diamond-1280x720.jpg')
  const part = { left: 640, top: 0, width: 640, height: 720 }
  expect((await cut(photo, part)).equals(await cut(photo, part))).toBe(true)
})

test('a damaged original is refused in words about the file', async () => {
  const part = { left: 0, top: 0, width: 10, height: 10 }
  await expect(cut(fixture('media/corrupt.png'), part)).rejects.toMatchObject({
    code: 'MEDIA_CORRUPT',
    data: { name: 'picture', format: 'PNG' },
  })
})
