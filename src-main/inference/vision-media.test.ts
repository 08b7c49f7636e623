import { createHash } from 'node:crypto'
import fileSystem from 'node:fs/promises'
import { mkdir, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, onTestFinished, test, vi } from 'vitest'
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

test('a file is lent, not copied, and read again only when it is another', async () => {
  const folder = (await makeMediaFolder(temporaryFolder()))!
  const path = join(temporaryFolder(), 'picture.png')
  const send = async () => {
    const sent = await sendPictures(folder, [pathToFileURL(path)])
    const { hash, name } = readReference(sent.urls[0]!)
    const { ino } = await stat(join(folder, name))
    await sent.remove()
    return { hash, ino }
  }
  const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
  const write = async (text: string, day: string) => {
    await writeFile(path, text)
    await utimes(path, new Date(day), new Date(day))
  }
  await write('one', '2026-01-01')
  const { ino } = await stat(path)
  expect(await send()).toEqual({ hash: sha256('one'), ino })
  await write('two', '2026-01-01')
  expect((await send()).hash).toBe(sha256('one'))
  await write('two', '2026-01-02')
  expect((await send()).hash).toBe(sha256('two'))
  expect(await readFile(path, 'utf8')).toBe('two')
})

test('a file that can have no second name is copied, and the copy goes again', async () => {
  // As where data and models lie on two disks: no file can have a name on both.
  const refused = Object.assign(new Error('cross-device link'), { code: 'EXDEV' })
  const link = vi.spyOn(fileSystem, 'link').mockRejectedValue(refused)
  syncBuiltinESMExports()
  onTestFinished(() => {
    link.mockRestore()
    syncBuiltinESMExports()
  })
  const folder = (await makeMediaFolder(temporaryFolder()))!
  const path = join(temporaryFolder(), 'picture.png')
  await writeFile(path, pictures[0]!)
  const sent = await sendPictures(folder, [pathToFileURL(path)])
  const { name } = readReference(sent.urls[0]!)
  expect(new Uint8Array(await readFile(join(folder, name)))).toEqual(pictures[0])
  expect((await stat(join(folder, name))).ino).not.toBe((await stat(path)).ino)
  await sent.remove()
  expect(await readdir(folder)).toEqual([])
  expect(new Uint8Array(await readFile(path))).toEqual(pictures[0])
})

test('without a folder, or when it is gone, they go within the request', async () => {
  expect((await sendPictures(undefined, pictures)).urls).toEqual(asData)
  const folder = (await makeMediaFolder(temporaryFolder()))!
  await rm(folder, { recursive: true })
  const sent = await sendPictures(folder, pictures)
  expect(sent.urls).toEqual(asData)
  await sent.remove()
  const path = join(temporaryFolder(), 'picture.png')
  await writeFile(path, pictures[0]!)
  const file = pathToFileURL(path)
  expect((await sendPictures(folder, [file])).urls).toEqual([asData[0]])
  expect((await sendPictures(undefined, [file])).urls).toEqual([asData[0]])
  await rm(path)
  await expect(sendPictures(folder, [file])).rejects.toMatchObject({ code: 'ENOENT' })
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
