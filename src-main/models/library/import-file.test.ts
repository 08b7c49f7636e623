import { existsSync, renameSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../../testing/temporary-folder.ts'
import { openTestLibrary } from './testing/open-test-library.ts'
import { put, tinyAdapter, tinyModel, tinyProjector } from './testing/test-models.ts'

test('a file is used where it lies, with its projector, and nothing else of its folder', async () => {
  const { library, models, see } = await openTestLibrary()
  const folder = temporaryFolder()
  const path = put(join(folder, 'a.gguf'), tinyModel())
  put(join(folder, 'encoder.gguf'), tinyProjector())
  put(join(folder, 'other.gguf'), tinyModel({ name: 'Other', seed: 2 }))
  put(join(folder, 'deep', 'deeper.gguf'), tinyModel({ name: 'Deeper', seed: 3 }))
  const began = performance.now()
  const id = await library.importFile(path)
  expect(performance.now() - began).toBeLessThan(1_000)
  expect(library.engineModel(id)).toMatchObject({
    modelPath: path,
    projectorPath: join(folder, 'encoder.gguf'),
  })
  expect(await models()).toMatchObject([{ id, name: 'Tiny', pictures: true, owned: false }])
  expect((await see()).roots).toMatchObject([{}, { kind: 'folder', path: folder, writable: false }])
  expect(await library.importFile(path)).toBe(id)
  await library.remove(id)
  expect(existsSync(path)).toBe(true)
  expect((await see()).roots).toHaveLength(1)
  expect(await library.importFile(path)).toBe(id)
  expect(await models()).toHaveLength(1)
})

test('a projector that does not fit is named within a second, and text chat works', async () => {
  const { library, see } = await openTestLibrary()
  const folder = temporaryFolder()
  const path = put(join(folder, 'a.gguf'), tinyModel({ width: 64 }))
  put(join(folder, 'mmproj-a.gguf'), tinyProjector(128))
  const began = performance.now()
  const id = await library.importFile(path)
  const { models } = await see()
  expect(performance.now() - began).toBeLessThan(1_000)
  expect(models.find((model) => model.id === id)?.problem).toMatchObject({
    code: 'PROJECTOR_MISMATCH',
    data: { modelWidth: 64, projectorWidth: 128 },
  })
  expect(library.engineModel(id).projectorPath).toBeNull()
})

test.each([
  ['FILE_NOT_A_MODEL', tinyProjector()],
  ['FILE_NOT_A_MODEL', tinyAdapter()],
  ['FILE_NOT_GGUF', '<!doctype html><p>Not found</p>'],
  ['FILE_NOT_GGUF', ''],
  ['GGUF_TRUNCATED', tinyModel().subarray(0, 2_000)],
])('%s is said of what is no model', async (code, content) => {
  const { library, see } = await openTestLibrary()
  const path = put(join(temporaryFolder(), 'x.gguf'), content)
  await expect(library.importFile(path)).rejects.toMatchObject({ code })
  expect(await see()).toMatchObject({ models: [{ demo: true }], roots: [{ id: 'carat' }] })
})

test('a split model is taken whole by any of its parts, or its missing part is named', async () => {
  const { library } = await openTestLibrary()
  const folder = temporaryFolder()
  const part = (index: number) =>
    tinyModel({
      seed: index,
      metadata: { 'split.no': index, 'split.count': 2, 'split.tensors.count': 2 },
      tensor: `token_embd${index || ''}.weight`,
    })
  const first = put(join(folder, 'big-00001-of-00002.gguf'), part(0))
  await expect(library.importFile(first)).rejects.toMatchObject({
    code: 'GGUF_PARTS_MISSING',
    data: { missing: ['big-00002-of-00002.gguf'] },
  })
  const second = put(join(folder, 'big-00002-of-00002.gguf'), part(1))
  const id = await library.importFile(second)
  expect(library.engineModel(id).modelPath).toBe(first)
})

test('a file in a folder that is used whole belongs to it, and keeps its id when it moves there', async () => {
  const { library, models, modelsFolder } = await openTestLibrary()
  const path = put(join(modelsFolder, 'new', 'a.gguf'), tinyModel())
  const id = await library.importFile(path)
  expect(await models()).toMatchObject([{ id, rootId: 'carat', owned: true }])

  const outside = put(join(temporaryFolder(), 'b.gguf'), tinyModel({ seed: 2 }))
  utimesSync(outside, 1, 1)
  const other = await library.importFile(outside)
  renameSync(outside, join(modelsFolder, 'b.gguf'))
  expect((await models()).find((model) => model.id === other)).toMatchObject({ rootId: 'carat' })
})
