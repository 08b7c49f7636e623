import { randomUUID } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkout, demoModel } from './fixtures.ts'
import { createVisionEngineBinary } from './vision-engine-binary.ts'
import { sendPictures } from './vision-media.ts'
import { requestReply } from './vision-request.ts'
import { startVisionServer, type VisionServer } from './vision-server.ts'

const BUILD_MILLISECONDS = 15 * 60_000
const { signal } = new AbortController()
const shapes = join(checkout, 'e2e', 'fixtures', 'samples', 'three-shapes.png')

let server: VisionServer
let parent: string
let folder: string
beforeAll(async () => {
  // Names in other alphabets are no hindrance.
  parent = await mkdtemp(join(tmpdir(), '图片-é-'))
  const binary = createVisionEngineBinary({ checkoutFolder: checkout, resourcesFolder: '' })
  server = await startVisionServer(await binary.prepare(signal), demoModel, {
    threads: 1,
    contextSize: 2048,
    stateFolder: parent,
    signal,
    onLoading: () => {},
  })
  folder = server.mediaFolder!
}, BUILD_MILLISECONDS)
afterAll(async () => {
  server.kill()
  await server.exited
  await rm(parent, { recursive: true, force: true })
})

async function ask(url: string): Promise<string> {
  const content = [
    { type: 'image_url', image_url: { url } },
    { type: 'text', text: 'How many shapes are there?' },
  ]
  const body = { messages: [{ role: 'user', content }], stream: true, temperature: 0 }
  let text = ''
  for await (const { choices } of requestReply(server, body, signal))
    text += choices?.[0]?.delta?.content ?? ''
  return text
}

const toUrl = (bytes: Buffer) => `data:image/png;base64,${bytes.toString('base64')}`

/** A grey square in a format that needs no compression. */
const drawPicture = (side: number, grey: number) =>
  Buffer.concat([Buffer.from(`P6 ${side} ${side} 255\n`), Buffer.alloc(side * side * 3, grey)])

test('a picture it knows need not be there again, and looks the same', async () => {
  const picture = await readFile(shapes)
  const whole = await ask(toUrl(picture))
  const sent = await sendPictures(folder, [picture])
  await sent.remove()
  expect(await ask(sent.urls[0]!)).toBe(whole)
  expect(whole).toMatch(/three/i)
})

test('one that it neither knows nor finds is refused', async () => {
  const sent = await sendPictures(folder, [drawPicture(64, 100)])
  await sent.remove()
  await expect(ask(sent.urls[0]!)).rejects.toThrow(/load image/)
})

test('nothing outside its folder is read', async () => {
  const name = randomUUID()
  const outside = join(folder, '..', name)
  await writeFile(outside, drawPicture(64, 200))
  const reference = (path: string) => toUrl(Buffer.from(`carat-picture:${'a'.repeat(64)}${path}`))
  await expect(ask(reference(`../${name}`))).rejects.toThrow(/load image/)
  await expect(ask(reference(outside))).rejects.toThrow(/load image/)
  await rm(outside)
})

test('more than it has room for is forgotten, and read again where it is sent again', async () => {
  const large = Array.from({ length: 5 }, (_, grey) => drawPicture(2800, grey))
  const show = async (picture: Uint8Array, isThere: boolean) => {
    const sent = await sendPictures(folder, [picture])
    if (!isThere) await sent.remove()
    const answered = await ask(sent.urls[0]!).then(
      () => true,
      () => false,
    )
    await sent.remove()
    return answered
  }
  for (const picture of large) expect(await show(picture, true)).toBe(true)
  const known: boolean[] = []
  for (const picture of large) known.push(await show(picture, false))
  // Two of them fit, the newest always.
  expect(known.filter(Boolean)).toHaveLength(2)
  expect(known.at(-1)).toBe(true)
  for (const picture of large) expect(await show(picture, true)).toBe(true)
})
