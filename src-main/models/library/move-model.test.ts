import { spawn } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../../testing/temporary-folder.ts'
import { openTestLibrary } from './testing/open-test-library.ts'
import { put, tinyModel, tinyProjector } from './testing/test-models.ts'

const sha256 = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex')
/** With bytes behind its last tensor, which a GGUF may have. */
const largeModel = (mebibytes: number) =>
  Buffer.concat([tinyModel(), randomBytes(mebibytes * 2 ** 20)])

const filesBelow = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name)
    .toSorted()

test.each([{ otherDrives: false }, { otherDrives: true }])(
  'a model moves with all it has (between drives: $otherDrives)',
  async ({ otherDrives }) => {
    const { library, models, modelsFolder, rested } = await openTestLibrary({ otherDrives })
    const target = temporaryFolder()
    const rootId = await library.addRoot('folder', target)
    const path = put(join(modelsFolder, 'r', 'q4.gguf'), tinyModel())
    const hash = sha256(path)
    put(join(modelsFolder, 'r', 'q8.gguf'), tinyModel({ seed: 2 }))
    put(join(modelsFolder, 'r', 'mmproj.gguf'), tinyProjector())
    await models()
    await library.rename('folder:r/q4.gguf', 'Mine')
    await library.move('folder:r/q4.gguf', rootId)
    const moved = await rested('folder:r/q4.gguf')
    expect(moved).toMatchObject({ rootId, name: 'Mine', availability: 'here', problem: null })
    expect(moved.files.map((file) => file.path)).toEqual([
      join(target, 'r', 'q4.gguf'),
      join(target, 'r', 'mmproj.gguf'),
    ])
    expect(sha256(join(target, 'r', 'q4.gguf'))).toBe(hash)
    expect(filesBelow(modelsFolder)).toEqual(['mmproj.gguf', 'q8.gguf'])
    await library.move('folder:r/q8.gguf', rootId)
    await rested('folder:r/q8.gguf')
    expect(readdirSync(modelsFolder)).toEqual([])
    expect((await models()).map(({ id, pictures }) => [id, pictures])).toEqual([
      ['folder:r/q4.gguf', true],
      ['folder:r/q8.gguf', true],
    ])
    expect(readdirSync(target).toSorted()).toEqual(['r', 'r-2'])
  },
)

test('a move that is stopped leaves everything as it was', async () => {
  const { library, models, modelsFolder, rested, until } = await openTestLibrary({
    otherDrives: true,
  })
  const target = temporaryFolder()
  const rootId = await library.addRoot('folder', target)
  const path = put(join(modelsFolder, 'm', 'a.gguf'), largeModel(64))
  const hash = sha256(path)
  await models()
  await library.move('folder:m/a.gguf', rootId)
  await until(({ models: [, model] }) => (model?.task?.doneBytes ?? 0) > 0)
  await expect(library.verify('folder:m/a.gguf')).rejects.toMatchObject({ code: 'MODEL_BUSY' })
  await library.stopTask('folder:m/a.gguf')
  expect(await rested('folder:m/a.gguf')).toMatchObject({ rootId: 'carat', problem: null })
  expect(sha256(path)).toBe(hash)
  expect(readdirSync(target)).toEqual([])
})

test('a folder that is away, or not Carat’s to write in, is refused before anything happens', async () => {
  const { library, models, modelsFolder } = await openTestLibrary()
  put(join(modelsFolder, 'a.gguf'), tinyModel())
  await models()
  const imported = await library.importFile(
    put(join(temporaryFolder(), 'i.gguf'), tinyModel({ seed: 5 })),
  )
  const { rootId } = (await models()).find(({ id }) => id === imported) ?? { rootId: '' }
  await expect(library.move('folder:a.gguf', 'nowhere')).rejects.toMatchObject({
    code: 'FOLDER_UNAVAILABLE',
  })
  await expect(library.move('folder:a.gguf', rootId)).rejects.toMatchObject({
    code: 'FOLDER_NOT_WRITABLE',
  })
  await expect(library.move(imported, 'carat')).rejects.toMatchObject({ code: 'MODEL_NOT_OWNED' })
})

test('a kill at any moment of a move leaves the model whole, at one place and nowhere else', async () => {
  const dataFolder = temporaryFolder()
  const target = temporaryFolder()
  const first = await openTestLibrary({ dataFolder })
  const rootId = await first.library.addRoot('folder', target)
  const path = put(join(first.modelsFolder, 'm', 'a.gguf'), largeModel(48))
  const hash = sha256(path)
  await first.models()
  await first.close()
  const script = fileURLToPath(new URL('./testing/move-in-process.ts', import.meta.url))
  const ends = new Set<string>()
  for (const delay of [0, 30, 60, 90, 120, 160, 220, 300]) {
    const here = [...ends].at(-1) === rootId ? 'carat' : rootId
    const child = spawn(process.execPath, [script, dataFolder, 'folder:m/a.gguf', here], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const exited = once(child, 'exit')
    await Promise.race([once(child.stdout, 'data'), exited])
    await Promise.race([wait(delay), exited])
    child.kill('SIGKILL')
    await exited
    const opened = await openTestLibrary({ dataFolder })
    const [model, ...others] = await opened.models()
    expect(others).toEqual([])
    expect(model).toMatchObject({ id: 'folder:m/a.gguf', availability: 'here', problem: null })
    const file = model?.files[0]?.path ?? ''
    expect(sha256(file)).toBe(hash)
    const lying = [...filesBelow(opened.modelsFolder), ...filesBelow(target)]
    expect(lying).toEqual(['a.gguf'])
    expect(existsSync(join(target, '.moving'))).toBe(false)
    ends.delete(model?.rootId ?? '')
    ends.add(model?.rootId ?? '')
    await opened.close()
  }
}, 60_000)
