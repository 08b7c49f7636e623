import { randomUUID } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkout, demoModel } from './fixtures.ts'
import { createVisionEngineBinary } from './vision-engine-binary.ts'
import { sendPictures } from './vision-media.ts'
import { postToServer, requestReply } from './vision-request.ts'
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

const toBody = (urls: string[]) => {
  const pictures = urls.map((url) => ({ type: 'image_url', image_url: { url } }))
  const content = [...pictures, { type: 'text', text: 'How many shapes are there?' }]
  return { messages: [{ role: 'user', content }] }
}

async function ask(...urls: string[]): Promise<string> {
  const body = { ...toBody(urls), stream: true, temperature: 0 }
  let text = ''
  for await (const { choices } of requestReply(server, body, signal))
    text += choices?.[0]?.delta?.content ?? ''
  return text
}

async function count(...urls: string[]): Promise<number> {
  const path = '/v1/chat/completions/input_tokens'
  const answer = await postToServer(server, path, toBody(urls), signal)
  const { input_tokens } = JSON.parse((await answer.toArray()).join('')) as { input_tokens: number }
  return input_tokens
}

const toUrl = (bytes: Buffer) => `data:image/png;base64,${bytes.toString('base64')}`

/** A grey square in a format that needs no compression. */
const drawPicture = (side: number, grey: number) =>
  Buffer.concat([Buffer.from(`P6 ${side} ${side} 255\n`), Buffer.alloc(side * side * 3, grey)])

test('a picture that is only named looks the same, and need not be there again', async () => {
  const picture = await readFile(shapes)
  const sent = await sendPictures(folder, [picture])
  const named = await ask(sent.urls[0]!)
  await sent.remove()
  expect(named).toMatch(/three/i)
  expect(await ask(sent.urls[0]!)).toBe(named)
  expect(await ask(toUrl(picture))).toBe(named)
  expect(await count(sent.urls[0]!)).toBe(await count(toUrl(picture)))
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

test('one of which it knows nothing but the size is refused as well', async () => {
  const sent = await sendPictures(folder, [drawPicture(64, 150)])
  await count(sent.urls[0]!)
  await sent.remove()
  await expect(ask(sent.urls[0]!)).rejects.toThrow()
  // It goes on all the same.
  const again = await sendPictures(folder, [drawPicture(64, 150)])
  expect(await ask(again.urls[0]!)).not.toBe('')
  await again.remove()
})

test('more than it has room for at once is read again when its turn comes', async () => {
  // Two of them have room.
  const large = Array.from({ length: 5 }, (_, grey) => drawPicture(2800, grey))
  const sent = await sendPictures(folder, large)
  expect(await ask(...sent.urls)).not.toBe('')
  await sent.remove()
})
