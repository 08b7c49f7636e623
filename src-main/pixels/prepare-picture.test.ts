import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { preparePicture } from './prepare-picture.ts'

const fixtures = join(import.meta.dirname, '../../e2e/fixtures')
const fixture = (name: string) => readFileSync(join(fixtures, name))

async function prepare(bytes: Uint8Array, name = 'picture') {
  const outputFolder = mkdtempSync(join(tmpdir(), 'carat-pixels-'))
  const source = join(outputFolder, 'original')
  writeFileSync(source, bytes)
  const outcome = await preparePicture({ source, name, outputFolder }).then(
    (facts) => ({ facts, failure: null }),
    (failure: unknown) => ({ facts: null, failure }),
  )
  const written = readdirSync(outputFolder).filter((file) => file !== 'original')
  return { ...outcome, written, file: (rendering: string) => join(outputFolder, rendering) }
}

/** Colours of the view at the middles of its four quarters, rounded to 32 steps. */
async function quarters(view: string) {
  const { data, info } = await sharp(view).raw().toBuffer({ resolveWithObject: true })
  const at = (x: number, y: number) => {
    const start = (Math.floor(info.height * y) * info.width + Math.floor(info.width * x)) * 3
    return [...data.subarray(start, start + 3)].map((value) => Math.round(value / 32) * 32).join()
  }
  return [at(0.25, 0.25), at(0.75, 0.25), at(0.25, 0.75), at(0.75, 0.75)]
}

const [RED, GREEN, BLUE, WHITE] = ['#ff0000', '#00ff00', '#0000ff', '#ffffff'] as const
const UPRIGHT = ['256,0,0', '0,256,0', '0,0,256', '256,256,256']

/** A picture in four quarters, from the top left to the bottom right. */
const quartered = (width: number, height: number, colours: string[]) =>
  sharp({ create: { width, height, channels: 3, background: '#fff' } })
    .composite(
      colours.map((background, index) => ({
        input: { create: { width: width / 2, height: height / 2, channels: 3, background } },
        left: ((index % 2) * width) / 2,
        top: (Math.floor(index / 2) * height) / 2,
      })),
    )
    .png()
    .toBuffer()
const upright = await quartered(96, 64, [RED, GREEN, BLUE, WHITE])

describe('formats', () => {
  test.each([
    ['image/png', () => sharp(upright).png().toBuffer()],
    ['image/png', () => sharp(upright).png({ palette: true }).toBuffer()],
    ['image/png', () => sharp(upright).toColourspace('rgb16').png().toBuffer()],
    ['image/jpeg', () => sharp(upright).jpeg({ progressive: true }).toBuffer()],
    ['image/jpeg', () => sharp(upright).withIccProfile('p3').jpeg().toBuffer()],
    ['image/webp', () => sharp(upright).webp({ lossless: true }).toBuffer()],
    ['image/gif', () => sharp(upright).gif().toBuffer()],
    [
      'image/avif',
      () => sharp(upright).avif({ quality: 90, chromaSubsampling: '4:4:4' }).toBuffer(),
    ],
    ['image/heic', () => Promise.resolve(fixture('media/rotated.heic'))],
  ])('%s', async (mediaType, make) => {
    const { facts, failure, file } = await prepare(await make())
    expect(failure).toBeNull()
    expect(facts).toEqual({ mediaType, width: 96, height: 64 })
    expect(await quarters(file('view.png'))).toEqual(UPRIGHT)
  })

  test.each(['avif', 'bmp', 'gif', 'heic'])('the red circle as %s', async (extension) => {
    const { facts, file } = await prepare(fixture(`media/red-circle.${extension}`), 'wrong.jpg')
    expect(facts?.mediaType).toBe(`image/${extension}`)
    expect(await quarters(file('view.png'))).toEqual(Array(4).fill('256,256,256'))
    const { width: side } = await sharp(file('view.png')).metadata()
    const middle = { left: side / 2, top: side / 2, width: 1, height: 1 }
    const [red, green] = await sharp(file('view.png')).extract(middle).raw().toBuffer()
    expect(red).toBeGreaterThan(200)
    expect(green).toBeLessThan(60)
  })

  test('CMYK, grey, grey with alpha and 1 x 1 become RGB', async () => {
    const cmyk = await sharp(upright).toColourspace('cmyk').withIccProfile('cmyk').jpeg().toBuffer()
    expect((await sharp(cmyk).metadata()).channels).toBe(4)
    const grey = await sharp(upright).toColourspace('b-w').png().toBuffer()
    const greyAlpha = await sharp(grey).ensureAlpha(0.5).toColourspace('b-w').png().toBuffer()
    const dot = await sharp({ create: { width: 1, height: 1, channels: 3, background: '#f00' } })
      .png()
      .toBuffer()
    for (const bytes of [cmyk, grey, greyAlpha, dot]) {
      const { failure, file } = await prepare(bytes)
      expect(failure).toBeNull()
      const { channels, depth, space } = await sharp(file('view.png')).metadata()
      expect({ channels, depth, space }).toEqual({ channels: 3, depth: 'uchar', space: 'srgb' })
    }
  })

  test('an animation is its first frame', async () => {
    const frames = Buffer.concat([Buffer.alloc(64 * 64 * 3, 255), Buffer.alloc(64 * 64 * 3, 0)])
    const raw = { width: 64, height: 128, channels: 3 as const, pageHeight: 64 }
    for (const animation of [sharp(frames, { raw }).gif(), sharp(frames, { raw }).webp()]) {
      const { facts, file } = await prepare(await animation.toBuffer())
      expect(facts).toMatchObject({ width: 64, height: 64 })
      expect(await quarters(file('view.png'))).toEqual(Array(4).fill('256,256,256'))
    }
  })
})

describe('orientation', () => {
  // What a camera stores under each EXIF value, so that the upright picture is meant.
  test.each([
    [1, 96, 64, [RED, GREEN, BLUE, WHITE]],
    [2, 96, 64, [GREEN, RED, WHITE, BLUE]],
    [3, 96, 64, [WHITE, BLUE, GREEN, RED]],
    [4, 96, 64, [BLUE, WHITE, RED, GREEN]],
    [5, 64, 96, [RED, BLUE, GREEN, WHITE]],
    [6, 64, 96, [GREEN, WHITE, RED, BLUE]],
    [7, 64, 96, [WHITE, GREEN, BLUE, RED]],
    [8, 64, 96, [BLUE, RED, WHITE, GREEN]],
  ])('EXIF %i', async (orientation, width, height, colours) => {
    const turned = await quartered(width, height, colours)
    for (const format of ['jpeg', 'png', 'webp'] as const) {
      const bytes = await sharp(turned).withMetadata({ orientation }).toFormat(format).toBuffer()
      const { facts, file } = await prepare(bytes)
      expect(facts).toMatchObject({ width: 96, height: 64 })
      expect(await quarters(file('view.png'))).toEqual(UPRIGHT)
      expect(await quarters(file('thumbnail.webp'))).toEqual(UPRIGHT)
    }
  })
})

describe('renderings', () => {
  test('shrink to their sides, never enlarge, and carry no metadata', async () => {
    const photo = await sharp({
      create: { width: 3000, height: 1500, channels: 3, background: '#369' },
    })
      .withExif({ IFD0: { Make: 'Camera' } })
      .withIccProfile('p3')
      .jpeg()
      .toBuffer()
    const { facts, file } = await prepare(photo)
    expect(facts).toEqual({ mediaType: 'image/jpeg', width: 3000, height: 1500 })
    for (const [name, width, height] of [
      ['view.png', 896, 448],
      ['display.webp', 2048, 1024],
      ['thumbnail.webp', 320, 160],
    ] as const) {
      const found = await sharp(file(name)).metadata()
      expect(found).toMatchObject({ width, height, channels: 3 })
      expect([found.exif, found.icc, found.xmp, found.iptc]).toEqual(Array(4).fill(undefined))
    }
    const small = await prepare(upright)
    for (const name of small.written)
      expect(await sharp(small.file(name)).metadata()).toMatchObject({ width: 96, height: 64 })
  })

  test('transparency lies on white', async () => {
    const clear = { create: { width: 8, height: 8, channels: 4 as const, background: '#ff000000' } }
    const { file } = await prepare(await sharp(clear).png().toBuffer())
    expect(await quarters(file('view.png'))).toEqual(Array(4).fill('256,256,256'))
  })

  test('the same bytes make the same view', async () => {
    const photo = fixture('samples/wide-diamond-1280x720.jpg')
    const [one, two] = [await prepare(photo), await prepare(photo)]
    expect(readFileSync(one.file('view.png')).equals(readFileSync(two.file('view.png')))).toBe(true)
  })
})

describe('refusals', () => {
  test('the fixtures', async () => {
    const failureOf = async (name: string) =>
      (await prepare(fixture(`media/${name}`), name)).failure
    expect(await failureOf('empty.png')).toMatchObject({
      code: 'MEDIA_EMPTY',
      data: { name: 'empty.png' },
    })
    expect(await failureOf('drawing.svg')).toMatchObject({ code: 'MEDIA_SVG' })
    expect(await failureOf('corrupt.png')).toMatchObject({
      code: 'MEDIA_CORRUPT',
      data: { format: 'PNG' },
    })
    expect(await failureOf('not-a-picture.png')).toMatchObject({
      code: 'MEDIA_UNSUPPORTED',
      data: { detected: 'text' },
    })
  })

  test.each([
    ['PNG', () => fixture('samples/three-shapes.png')],
    ['JPEG', () => fixture('samples/wide-diamond-1280x720.jpg')],
    ['WebP', () => fixture('samples/pink-heart.webp')],
    ['GIF', () => fixture('media/red-circle.gif')],
    ['AVIF', () => fixture('media/red-circle.avif')],
    ['BMP', () => fixture('media/red-circle.bmp')],
    ['HEIC', () => fixture('media/red-circle.heic')],
  ])('a truncated %s', async (format, load) => {
    const whole = load()
    for (const share of [0.1, 0.3, 0.5, 0.7, 0.9, 0.97]) {
      const { failure, written } = await prepare(
        whole.subarray(0, Math.floor(whole.length * share)),
      )
      expect(failure, `${share}`).toMatchObject({ code: 'MEDIA_CORRUPT', data: { format } })
      expect(written).toEqual([])
    }
  })

  test('bytes after the end of a JPEG are harmless', async () => {
    const photo = fixture('samples/wide-diamond-1280x720.jpg')
    const { failure } = await prepare(Buffer.concat([photo, Buffer.alloc(5000, 7)]))
    expect(failure).toBeNull()
  })

  test('sides that would not fit are refused from the header', async () => {
    const header = Buffer.alloc(25)
    header.writeUInt32BE(13, 0)
    header.write('IHDR', 4, 'latin1')
    header.writeUInt32BE(20_000, 8)
    header.writeUInt32BE(20_000, 12)
    header.set([8, 2, 0, 0, 0], 16)
    header.writeUInt32BE(crc32(header.subarray(4, 21)), 21)
    const data = Buffer.from('\0\0\0\x01IDAT\0\0\0\0\0', 'latin1')
    const png = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), header, data])

    const bmp = Buffer.from(fixture('media/red-circle.bmp'))
    bmp.writeInt32LE(20_000, 18)
    bmp.writeInt32LE(-20_000, 22)

    const heic = Buffer.from(fixture('media/red-circle.heic'))
    const sides = heic.indexOf('ispe') + 8
    heic.writeUInt32BE(20_000, sides)
    heic.writeUInt32BE(20_000, sides + 4)

    for (const bytes of [png, bmp, heic]) {
      const before = process.memoryUsage().rss
      expect((await prepare(bytes, 'huge')).failure).toMatchObject({
        code: 'IMAGE_TOO_LARGE',
        data: { name: 'huge', width: 20_000, height: 20_000, limitPixels: 64_000_000 },
      })
      expect(process.memoryUsage().rss - before).toBeLessThan(100_000_000)
    }
  })

  test('a file of more bytes than the limit is not read', async () => {
    expect((await prepare(Buffer.alloc(50_000_001))).failure).toMatchObject({
      code: 'MEDIA_TOO_LARGE',
      data: { bytes: 50_000_001, limitBytes: 50_000_000 },
    })
  })

  test('a picture that is also a drawing is only ever the picture', async () => {
    const disguised = Buffer.from(
      'GIF89a<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>',
    )
    expect((await prepare(disguised)).failure).toMatchObject({ code: 'MEDIA_CORRUPT' })
  })
})
