import { existsSync, linkSync, readdirSync, readFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openTestLibrary } from './testing/open-test-library.ts'
import { put, tinyModel, tinyProjector } from './testing/test-models.ts'

const MINUTE = 60_000

test('a removed model is out of sight at once, and undo brings all of it back', async () => {
  const { library, models, modelsFolder, see } = await openTestLibrary()
  const path = put(join(modelsFolder, 'pair', 'a.gguf'), tinyModel())
  const projector = put(join(modelsFolder, 'pair', 'b.gguf'), tinyProjector())
  const bytes = [path, projector].map((file) => readFileSync(file))
  const [before] = await models()
  const id = before?.id ?? ''
  await library.rename(id, 'Mine')
  await library.remove(id)
  expect(existsSync(join(modelsFolder, 'pair'))).toBe(false)
  expect(await models()).toEqual([])
  const [removed] = (await see()).removed
  expect(removed).toMatchObject({ id, name: 'Mine', bytes: before?.bytes })
  expect((removed?.until ?? 0) - Date.now()).toBeGreaterThan(9 * MINUTE)
  expect(() => library.get(id)).toThrow(expect.objectContaining({ code: 'MODEL_NOT_FOUND' }))
  await library.restore(id)
  expect(await models()).toMatchObject([{ id, name: 'Mine', availability: 'here', pictures: true }])
  expect([path, projector].map((file) => readFileSync(file))).toEqual(bytes)
  expect(readdirSync(modelsFolder)).toEqual(['pair'])
})

test('deleting for good frees the files; the same file later has its id and name again', async () => {
  const { library, models, modelsFolder, see } = await openTestLibrary()
  put(join(modelsFolder, 'a.gguf'), tinyModel())
  await models()
  await library.rename('folder:a.gguf', 'Mine')
  await library.remove('folder:a.gguf')
  await library.purge('folder:a.gguf')
  expect((await see()).removed).toEqual([])
  expect(readdirSync(modelsFolder)).toEqual([])
  await expect(library.restore('folder:a.gguf')).rejects.toMatchObject({ code: 'MODEL_NOT_FOUND' })
  put(join(modelsFolder, 'again', 'b.gguf'), tinyModel())
  expect(await models()).toMatchObject([{ id: 'folder:a.gguf', name: 'Mine' }])
})

test('a projector that another model needs stays, and does not count as freed', async () => {
  const { library, models, modelsFolder, see } = await openTestLibrary()
  const weights = tinyModel()
  put(join(modelsFolder, 'r', 'q4.gguf'), weights)
  put(join(modelsFolder, 'r', 'q8.gguf'), tinyModel({ seed: 2 }))
  put(join(modelsFolder, 'r', 'mmproj.gguf'), tinyProjector())
  const linked = put(join(modelsFolder, 'linked', 'l.gguf'), tinyModel({ seed: 3 }))
  linkSync(linked, join(modelsFolder, 'linked.txt'))
  await models()
  await library.remove('folder:r/q4.gguf')
  await library.remove('folder:linked/l.gguf')
  expect((await see()).removed.map(({ bytes }) => bytes)).toEqual([0, weights.length])
  expect(await models()).toMatchObject([{ id: 'folder:r/q8.gguf', pictures: true }])
})

test('what is due is deleted at the next start; what is not can still come back', async () => {
  const first = await openTestLibrary()
  put(join(first.modelsFolder, 'a.gguf'), tinyModel())
  put(join(first.modelsFolder, 'b.gguf'), tinyModel({ seed: 2 }))
  await first.models()
  await first.library.remove('folder:a.gguf')
  await first.library.remove('folder:b.gguf')
  first.database.prepare('update models set removed_until = ? where id = ?').run(1, 'folder:a.gguf')
  await first.close()
  const second = await openTestLibrary({ dataFolder: first.dataFolder })
  expect((await second.see()).removed).toMatchObject([{ id: 'folder:b.gguf' }])
  await second.library.restore('folder:b.gguf')
  expect(await second.models()).toMatchObject([{ id: 'folder:b.gguf', availability: 'here' }])
  expect(readdirSync(second.modelsFolder)).toEqual(['b.gguf'])
})

test('a kill between the note and the files is put right at the next start', async () => {
  const first = await openTestLibrary()
  const path = put(join(first.modelsFolder, 'a.gguf'), tinyModel())
  await first.models()
  await first.library.remove('folder:a.gguf')
  await first.close()
  const [folder] = readdirSync(join(first.modelsFolder, '.removed'))
  renameSync(join(first.modelsFolder, '.removed', folder ?? '', 'a.gguf'), path)
  const second = await openTestLibrary({ dataFolder: first.dataFolder })
  expect(await second.models()).toEqual([])
  expect(existsSync(path)).toBe(false)
  await second.library.restore('folder:a.gguf')
  expect(await second.models()).toMatchObject([{ id: 'folder:a.gguf' }])
})

test('another file in the place of a removed one is not touched by the undo', async () => {
  const { library, models, modelsFolder } = await openTestLibrary()
  put(join(modelsFolder, 'm', 'a.gguf'), tinyModel())
  await models()
  await library.remove('folder:m/a.gguf')
  put(join(modelsFolder, 'm', 'a.gguf'), tinyModel({ name: 'New', seed: 2 }))
  const [fresh] = await models()
  expect(fresh).toMatchObject({ name: 'New' })
  expect(fresh?.id).not.toBe('folder:m/a.gguf')
  await library.restore('folder:m/a.gguf')
  const both = await models()
  expect(both.map(({ id, name }) => [id, name])).toEqual([
    ['folder:m/a.gguf', 'Tiny'],
    [fresh?.id, 'New'],
  ])
  expect(both[0]?.files[0]?.path).toBe(join(modelsFolder, 'm-2', 'a.gguf'))
})
