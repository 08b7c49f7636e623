import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../testing/temporary-folder.ts'
import { readModelsFolder } from './models-folder.ts'

const demo = resolve(import.meta.dirname, '../../resources/demo-model')

test('an empty or missing folder holds no models', async () => {
  expect(await readModelsFolder(join(temporaryFolder(), 'models'))).toEqual([])
})

test('a projector pairs with the model beside it by width, whatever the files are called', async () => {
  const folder = temporaryFolder()
  mkdirSync(join(folder, 'pair'))
  mkdirSync(join(folder, 'alone'))
  cpSync(join(demo, 'demo-vlm.gguf'), join(folder, 'pair', 'x.gguf'))
  cpSync(join(demo, 'demo-vlm-mmproj.gguf'), join(folder, 'pair', 'y.gguf'))
  cpSync(join(demo, 'demo-vlm.gguf'), join(folder, 'alone', 'z.gguf'))
  writeFileSync(join(folder, 'half-copied.gguf'), 'GGUF')
  const models = await readModelsFolder(folder)
  expect(models).toMatchObject([
    { id: 'folder:alone/z.gguf', projectorPath: null, sampling: { topK: 64 } },
    { id: 'folder:pair/x.gguf', projectorPath: join(folder, 'pair', 'y.gguf') },
  ])
})
