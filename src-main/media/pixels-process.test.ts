import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { forkChild } from '../platform/fork-child.ts'
import type { ChildHandle } from '../platform/host.ts'
import { createPixels, type Pixels } from './pixels-process.ts'

const entry = join(import.meta.dirname, '../pixels/main.ts')
const samples = join(import.meta.dirname, '../../e2e/fixtures/samples')
const redCircle = join(samples, 'red-circle.png')

const opened: Pixels[] = []
afterEach(() => Promise.all(opened.splice(0).map((pixels) => pixels.dispose())))

/** Pixels over real child processes; `children` holds every one that was started. */
function open(options?: Parameters<typeof createPixels>[1]) {
  const children: ChildHandle[] = []
  const spawnChild = () => {
    const child = forkChild(entry)
    children.push(child)
    return child
  }
  const pixels = createPixels({ spawnChild }, options)
  opened.push(pixels)
  return { pixels, children }
}

const input = (source: string, name = 'picture.png') => ({
  source,
  name,
  outputFolder: mkdtempSync(join(tmpdir(), 'carat-renderings-')),
})

/** A bitmap of 1 kB that unpacks to 63 megapixels of black, which keeps a decoder busy. */
function slowPicture(): string {
  const bitmap = Buffer.alloc(54 + 256 * 4 + 2)
  bitmap.write('BM', 'latin1')
  bitmap.writeUInt32LE(54 + 256 * 4, 10)
  bitmap.writeUInt32LE(40, 14)
  bitmap.writeInt32LE(7900, 18)
  bitmap.writeInt32LE(8000, 22)
  bitmap.writeUInt16LE(1, 26)
  bitmap.writeUInt16LE(8, 28)
  bitmap.writeUInt32LE(1, 30)
  bitmap.set([0, 1], 54 + 256 * 4)
  const file = join(mkdtempSync(join(tmpdir(), 'carat-slow-')), 'slow')
  writeFileSync(file, bitmap)
  return file
}
const slow = slowPicture()

test('one picture, its facts and its renderings', async () => {
  const { pixels } = open()
  const picture = input(redCircle)
  expect(await pixels.preparePicture(picture)).toEqual({
    mediaType: 'image/png',
    width: 224,
    height: 224,
  })
  expect(readdirSync(picture.outputFolder).toSorted()).toEqual([
    'display.webp',
    'thumbnail.webp',
    'view.png',
  ])
})

test('failures about the file arrive typed, and the process lives on', async () => {
  const { pixels, children } = open()
  const fixture = join(samples, '../media/corrupt.png')
  await expect(pixels.preparePicture(input(fixture, 'corrupt.png'))).rejects.toMatchObject({
    code: 'MEDIA_CORRUPT',
    data: { name: 'corrupt.png', format: 'PNG' },
  })
  await pixels.preparePicture(input(redCircle))
  expect(children).toHaveLength(1)
})

test('fifty at once, in two processes, all the same to the byte', async () => {
  const { pixels, children } = open()
  const pictures = Array.from({ length: 50 }, () => input(redCircle))
  await Promise.all(pictures.map((picture) => pixels.preparePicture(picture)))
  const views = pictures.map(({ outputFolder }) => readFileSync(join(outputFolder, 'view.png')))
  expect(views.every((view) => view.equals(views[0]!))).toBe(true)
  expect(children).toHaveLength(2)
})

test('a killed process fails its own picture only, and the next one works', async () => {
  const { pixels, children } = open()
  const crashed = pixels.preparePicture(input(slow, 'killer.bmp'))
  const neighbour = pixels.preparePicture(input(slow, 'neighbour.bmp'))
  await expect.poll(() => children.length).toBe(2)
  children[0]!.kill()
  await expect(crashed).rejects.toMatchObject({
    code: 'MEDIA_DECODER_CRASHED',
    data: { name: 'killer.bmp' },
  })
  expect(await neighbour).toMatchObject({ width: 7900 })
  expect(await pixels.preparePicture(input(redCircle))).toMatchObject({ width: 224 })
})

test('a process killed between pictures is not asked again', async () => {
  const { pixels, children } = open()
  await pixels.preparePicture(input(redCircle))
  children[0]!.kill()
  await children[0]!.exited
  await pixels.preparePicture(input(redCircle))
  expect(children).toHaveLength(2)
})

test('a picture that takes too long is a crash of its process', async () => {
  const { pixels, children } = open({ limitMs: 50 })
  await expect(pixels.preparePicture(input(slow, 'slow.bmp'))).rejects.toMatchObject({
    code: 'MEDIA_DECODER_CRASHED',
  })
  expect(await children[0]!.exited).toEqual({ code: null, signal: 'SIGKILL' })
})

test('an abort ends the work, and nothing is written afterwards', async () => {
  const { pixels, children } = open()
  const controller = new AbortController()
  const picture = input(slow)
  const working = pixels.preparePicture(picture, controller.signal)
  await expect.poll(() => children.length).toBe(1)
  controller.abort()
  await expect(working).rejects.toBe(controller.signal.reason)
  await children[0]!.exited
  expect(existsSync(join(picture.outputFolder, 'view.png'))).toBe(false)
})

test('an abort while waiting starts no work and blocks nobody', async () => {
  const { pixels } = open()
  const controller = new AbortController()
  const working = [slow, slow].map((source) => pixels.preparePicture(input(source)))
  const waiting = pixels.preparePicture(input(redCircle), controller.signal)
  const last = pixels.preparePicture(input(redCircle))
  controller.abort()
  await expect(waiting).rejects.toBe(controller.signal.reason)
  await Promise.all([...working, last])
})

test('a process without work ends by itself', async () => {
  const { pixels, children } = open({ idleMs: 20 })
  await pixels.preparePicture(input(redCircle))
  expect(await children[0]!.exited).toMatchObject({ signal: 'SIGKILL' })
})
