import { mkdir, readdir, readFile, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../testing/temporary-folder.ts'
import { isMediaFolder, makeMediaFolder, sendPictures } from './vision-media.ts'

const pictures = [new Uint8Array([1, 2, 3]), new Uint8Array([4])]
const asData = ['data:image/png;base64,AQID', 'data:image/png;base64,BA==']

test('pictures lie in the folder for as long as they are needed', async () => {
  const parent = temporaryFolder()
  const folder = (await makeMediaFolder(parent))!
  expect((await readdir(parent)).every(isMediaFolder)).toBe(true)
  const sent = await sendPictures(folder, pictures)
  const contents = sent.urls.map((url) => readFile(join(folder, url.replace('file://', ''))))
  expect((await Promise.all(contents)).map((bytes) => new Uint8Array(bytes))).toEqual(pictures)
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
  const [stuck] = sent.urls.map((url) => join(folder, url.replace('file://', '')))
  await rm(stuck!)
  // Which is removed with what is in it only when asked to.
  await mkdir(stuck!)
  await sent.remove()
  expect(await readdir(folder)).toEqual([basename(stuck!)])
})

test('where no folder can be made there is none', async () => {
  expect(await makeMediaFolder(join(temporaryFolder(), 'missing'))).toBeUndefined()
})
