import {
  copyFileSync,
  cpSync,
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
} from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { automaticLoadOptions } from '../../contract/load-options.ts'
import { temporaryFolder } from '../../testing/temporary-folder.ts'
import { demoFolder } from './testing/create-test-library.ts'
import { openTestLibrary } from './testing/open-test-library.ts'
import { put, tinyAdapter, tinyModel, tinyProjector } from './testing/test-models.ts'

const longAgo = new Date('2026-01-01')

test('the model that ships is there at once, knows pictures and belongs to nobody', async () => {
  const { library, see } = await openTestLibrary()
  const { models, roots } = await see()
  expect(models).toMatchObject([
    {
      id: 'demo',
      name: 'Demo',
      demo: true,
      pictures: true,
      availability: 'here',
      problem: null,
      owned: false,
      files: [{ role: 'weights' }, { role: 'projector' }],
      recommendedSampling: { temperature: 0, topK: 1 },
    },
  ])
  expect(roots).toMatchObject([
    {
      id: 'carat',
      kind: 'carat',
      isDefault: true,
      writable: true,
      availability: 'here',
      models: 0,
    },
  ])
  expect(roots[0]?.freeBytes).toBeGreaterThan(0)
  expect(library.engineModel('demo')).toMatchObject({
    name: 'Demo',
    projectorPath: join(demoFolder, 'demo-vlm-mmproj.gguf'),
    loadOptions: { contextSize: 8192 },
  })
  await expect(library.remove('demo')).rejects.toMatchObject({ code: 'MODEL_NOT_OWNED' })
  expect(() => library.get('nobody')).toThrow(expect.objectContaining({ code: 'MODEL_NOT_FOUND' }))
})

test('models in Carat’s folder keep the ids of earlier versions; pairs are found by width', async () => {
  const { library, models, modelsFolder, see } = await openTestLibrary()
  mkdirSync(join(modelsFolder, 'pair'), { recursive: true })
  mkdirSync(join(modelsFolder, 'alone'))
  copyFileSync(join(demoFolder, 'demo-vlm.gguf'), join(modelsFolder, 'pair', 'x.gguf'))
  copyFileSync(join(demoFolder, 'demo-vlm-mmproj.gguf'), join(modelsFolder, 'pair', 'y.gguf'))
  copyFileSync(join(demoFolder, 'demo-vlm.gguf'), join(modelsFolder, 'alone', 'z.gguf'))
  put(join(modelsFolder, 'lora', 'pirate.gguf'), tinyAdapter())
  put(join(modelsFolder, 'half-copied.gguf'), 'GGUF')
  expect(await models()).toMatchObject([
    { id: 'folder:alone/z.gguf', pictures: false, owned: true, problem: null },
    { id: 'folder:pair/x.gguf', pictures: true, rootId: 'carat' },
  ])
  const { adapters } = await see()
  expect(adapters).toMatchObject([{ name: 'Pirate', architecture: 'gemma3' }])
  const [adapter] = adapters
  await library.setOptions('folder:pair/x.gguf', {
    ...automaticLoadOptions,
    contextSize: 512,
    adapters: [{ adapterId: adapter?.id ?? '', scale: 0.5 }],
  })
  expect(library.engineModel('folder:pair/x.gguf')).toMatchObject({
    projectorPath: join(modelsFolder, 'pair', 'y.gguf'),
    sampling: { topK: 64 },
    loadOptions: { contextSize: 512, adapters: [{ path: adapter?.path, scale: 0.5 }] },
  })
  const fit = await library.fit('folder:pair/x.gguf', automaticLoadOptions)
  expect(fit).toMatchObject({ verdict: expect.any(String), basis: expect.any(String) })
})

test('what is broken is listed with the reason, once it has come to rest', async () => {
  const { library, models, modelsFolder } = await openTestLibrary()
  const whole = tinyModel()
  const part = (index: number) =>
    tinyModel({ metadata: { 'split.no': index, 'split.count': 3, 'split.tensors.count': 3 } })
  const paths = [
    put(join(modelsFolder, 'page.gguf'), '<!doctype html><title>Sign in</title>'),
    put(join(modelsFolder, 'short.gguf'), whole.subarray(0, whole.length - 100)),
    put(join(modelsFolder, 'split-00001-of-00003.gguf'), part(0)),
    put(join(modelsFolder, 'split-00003-of-00003.gguf'), part(2)),
    put(
      join(modelsFolder, 'new.gguf'),
      tinyModel({ metadata: { 'general.architecture': 'gemma9' } }),
    ),
  ]
  expect((await models()).map(({ problem }) => problem?.code)).toEqual(['GGUF_UNSUPPORTED'])
  for (const path of paths) utimesSync(path, longAgo, longAgo)
  const found = await models()
  expect(found.map(({ name, problem }) => [name, problem?.code])).toEqual([
    ['Tiny F32', 'GGUF_UNSUPPORTED'],
    ['page', 'FILE_NOT_GGUF'],
    ['short', 'GGUF_TRUNCATED'],
    ['Tiny F32', 'GGUF_PARTS_MISSING'],
  ])
  expect(found[3]?.problem?.data).toEqual({
    name: 'split-00001-of-00003.gguf',
    missing: ['split-00002-of-00003.gguf'],
  })
  expect(() => library.get(found[1]?.id ?? '')).toThrow(
    expect.objectContaining({ code: 'FILE_NOT_GGUF' }),
  )
})

test('a projector of another model is the problem of this one, which still reads text', async () => {
  const { library, models, modelsFolder } = await openTestLibrary()
  put(join(modelsFolder, 'wrong', 'model.gguf'), tinyModel({ width: 64 }))
  put(join(modelsFolder, 'wrong', 'mmproj-model.gguf'), tinyProjector(128))
  put(join(modelsFolder, 'right', 'a.gguf'), tinyModel({ width: 64, seed: 2 }))
  put(join(modelsFolder, 'right', 'b.gguf'), tinyProjector(64))
  put(join(modelsFolder, 'right', 'c.gguf'), tinyProjector(128))
  const [right, wrong] = await models()
  expect(right).toMatchObject({ problem: null, pictures: true })
  expect(wrong).toMatchObject({
    pictures: false,
    problem: {
      code: 'PROJECTOR_MISMATCH',
      data: { projectorName: 'mmproj-model', modelWidth: 64, projectorWidth: 128 },
    },
  })
  expect(library.engineModel(wrong?.id ?? '')).toMatchObject({ projectorPath: null })
})

test('a drive that goes away and comes back changes nothing', async () => {
  const { library, models, see } = await openTestLibrary()
  const drive = temporaryFolder()
  put(join(drive, 'stick', 'deep', 'model.gguf'), tinyModel())
  const rootId = await library.addRoot('folder', join(drive, 'stick'))
  const [before] = await models()
  await library.rename(before?.id ?? '', 'Mine')
  await library.setOptions(before?.id ?? '', { ...automaticLoadOptions, threads: 3 })
  await library.setDefaultRoot(rootId)
  renameSync(join(drive, 'stick'), join(drive, 'away'))
  expect(await models()).toMatchObject([{ name: 'Mine', availability: 'missing' }])
  expect((await see()).roots).toMatchObject([{}, { id: rootId, availability: 'missing' }])
  expect(() => library.get(before?.id ?? '')).toThrow(
    expect.objectContaining({ code: 'MODEL_FILE_MISSING' }),
  )
  await expect(library.home.root(null)).rejects.toMatchObject({ code: 'FOLDER_UNAVAILABLE' })
  renameSync(join(drive, 'away'), join(drive, 'stick'))
  expect(await models()).toMatchObject([
    { id: before?.id, name: 'Mine', availability: 'here', options: { threads: 3 } },
  ])
})

test('a file keeps its id, name and options wherever it goes, also after a restart', async () => {
  const first = await openTestLibrary()
  const other = temporaryFolder()
  const file = put(join(first.modelsFolder, 'a', 'model.gguf'), tinyModel())
  const [before] = await first.models()
  await first.library.rename(before?.id ?? '', 'Mine')
  await first.library.addRoot('folder', other)
  renameSync(file, join(other, 'renamed.gguf'))
  const [moved] = await first.models()
  expect(moved).toMatchObject({ id: before?.id, name: 'Mine', availability: 'here' })
  expect(moved?.files[0]?.path).toBe(join(other, 'renamed.gguf'))
  await first.library.removeRoot(moved?.rootId ?? '')
  expect(await first.models()).toEqual([])
  await first.close()
  const second = await openTestLibrary({ dataFolder: first.dataFolder })
  await second.library.addRoot('folder', other)
  expect(await second.models()).toMatchObject([{ id: before?.id, name: 'Mine' }])
})

test('one file under several names is one model, and a loop of links ends', async () => {
  const { library, models, modelsFolder } = await openTestLibrary()
  const other = temporaryFolder()
  const file = put(join(modelsFolder, 'model.gguf'), tinyModel())
  linkSync(file, join(other, 'hard.gguf'))
  symlinkSync(file, join(other, 'soft.gguf'))
  symlinkSync(other, join(other, 'loop'))
  await library.addRoot('folder', other)
  expect(await models()).toMatchObject([{ rootId: 'carat' }])
  rmSync(file)
  expect(await models()).toMatchObject([{ availability: 'here', id: 'folder:model.gguf' }])
})

test('what did not change is not read again', async () => {
  const { database, models, modelsFolder } = await openTestLibrary()
  const file = put(join(modelsFolder, 'model.gguf'), tinyModel())
  utimesSync(file, longAgo, longAgo)
  await models()
  const writes = () => database.prepare('select total_changes()').pluck().get()
  const before = writes()
  await models()
  expect(writes()).toBe(before)
  cpSync(put(join(temporaryFolder(), 'x.gguf'), tinyModel({ name: 'Other' })), file)
  expect(await models()).toMatchObject([{ name: 'Other', id: 'folder:model.gguf' }])
})

test('a model loads, leaves memory before its files go, and is doubted after a crash', async () => {
  const { children, database, library, models, modelsFolder, see, until } = await openTestLibrary()
  put(join(modelsFolder, 'a.gguf'), readFileSync(join(demoFolder, 'demo-vlm.gguf')))
  const [model] = await models()
  const id = model?.id ?? ''
  const stateIs = (kind: string) =>
    until((snapshot) => snapshot.models.some((each) => each.id === id && each.state.kind === kind))
  await library.setOptions(id, { ...automaticLoadOptions, contextSize: 512 })
  library.load(id)
  await stateIs('ready')
  library.unload(id)
  await stateIs('idle')

  database.prepare("update model_files set check_state = 'ok' where model_id = ?").run(id)
  library.load(id)
  await stateIs('ready')
  await library.rename(id, 'Mine')
  expect((await see()).models.find((each) => each.id === id)?.files[0]?.check.state).toBe('ok')
  children.at(-1)?.kill()
  await stateIs('failed')
  await until(({ models: all }) =>
    all.some((each) => each.id === id && each.files[0]?.check.state === 'unchecked'),
  )

  library.load(id)
  await stateIs('ready')
  const last = children.at(-1)
  await library.remove(id)
  expect(await last?.exited).toBeDefined()
  expect(await models()).toEqual([])
})
