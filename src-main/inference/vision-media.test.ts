import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../testing/temporary-folder.ts'
import { isMediaFolder, makeMediaFolder, sendPictures } from './vision-media.ts'

const pictures = [new Uint8Array([1, 2, 3]), new Uint8Array([4])]
const asData = ['data:image/png;base64,AQID', 'data:image/png;base64,BA==']

/** What a reference says: the hash of a picture and the name of its file. */
function readReference(url: string) {
  const text = Buffer.from(url.split(',')[1]!, 'base64').toString()
  const [, hash, name] = /^carat-picture:([\da-f]{64})(.+)$/.exec(text)!
  return { hash, name: name! }
}

test('pictures lie in the folder for as long as they are needed', async () => {
  const parent = temporaryFolder()
  const folder = (await makeMediaFolder(parent))!
  expect((await readdir(parent)).every(isMediaFolder)).toBe(true)
  const sent = await sendPictures(folder, pictures)
  const references = sent.urls.map(readReference)
  const contents = references.map(({ name }) => readFile(join(folder, name)))
  expect((await Promise.all(contents)).map((bytes) => new Uint8Array(bytes))).toEqual(pictures)
  const hashes = pictures.map((bytes) => createHash('sha256').update(bytes).digest('hex'))
  expect(references.map(({ hash }) => hash)).toEqual(hashes)
  await sent.remove()
  expect(await readdir(folder)).toEqual([])
  await sent.remove()
})

test('without a folder, or when it is gone, they go within the request', async () => {
  expect((await sendPictures(undefined, pictures)).urls).toEqual(asData)
  const folder = (await makeMediaFolder(temporaryFolder()))!
  await rm(folder, { recursive: true })
  const sent = await sendPictures(folder, pictures)
  expect(sent.urls).toEqual(asData)
  await sent.remove()
})

test('one that cannot be removed keeps nobody from going on', async () => {
  const folder = (await makeMediaFolder(temporaryFolder()))!
  const sent = await sendPictures(folder, pictures)
  const { name } = readReference(sent.urls[0]!)
  await rm(join(folder, name))
  // Which is removed with what is in it only when asked to.
  await mkdir(join(folder, name))
  await sent.remove()
  expect(await readdir(folder)).toEqual([name])
})

test('where no folder can be made there is none', async () => {
  expect(await makeMediaFolder(join(temporaryFolder(), 'missing'))).toBeUndefined()
})
