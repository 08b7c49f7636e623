import { mkdir, truncate, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../../testing/temporary-folder.ts'
import { openFileSource } from './file-source.ts'

test('reads anywhere, and less at the end', async () => {
  const file = path.join(temporaryFolder(), 'numbers.gguf')
  await writeFile(
    file,
    Uint8Array.from({ length: 100 }, (_, index) => index),
  )
  await using source = await openFileSource(file)
  expect(source).toMatchObject({ name: 'numbers.gguf', bytes: 100 })
  expect(await source.read(10, 3)).toEqual(new Uint8Array([10, 11, 12]))
  expect(await source.read(98, 10)).toEqual(new Uint8Array([98, 99]))
  expect(await source.read(200, 10)).toHaveLength(0)
})

test('a file that became shorter gives what is left', async () => {
  const file = path.join(temporaryFolder(), 'numbers.gguf')
  await writeFile(file, new Uint8Array(100))
  await using source = await openFileSource(file)
  await truncate(file, 50)
  expect(await source.read(40, 30)).toHaveLength(10)
})

test('names a file that is not there, and one that is a folder', async () => {
  const folder = temporaryFolder()
  await expect(openFileSource(path.join(folder, 'gone.gguf'))).rejects.toMatchObject({
    code: 'MODEL_FILE_MISSING',
    data: { modelName: 'gone.gguf' },
  })
  await mkdir(path.join(folder, 'folder.gguf'))
  await expect(openFileSource(path.join(folder, 'folder.gguf'))).rejects.toMatchObject({
    code: 'FILE_NOT_GGUF',
  })
})

test('does not read once it is stopped, nor after it is closed', async () => {
  const file = path.join(temporaryFolder(), 'numbers.gguf')
  await writeFile(file, new Uint8Array(100))
  const source = await openFileSource(file)
  const stop = AbortSignal.abort()
  await expect(source.read(0, 10, stop)).rejects.toBe(stop.reason)
  await source.close()
  await expect(source.read(0, 10)).rejects.toThrow()
})
