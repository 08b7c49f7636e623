import { existsSync, mkdirSync, readdirSync, renameSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../../testing/temporary-folder.ts'
import { folderNameFor } from './folder-names.ts'
import { createMoveStore, type StoredMove } from './move-store.ts'
import { openTestLibrary } from './testing/open-test-library.ts'
import { put, tinyModel, tinyProjector } from './testing/test-models.ts'

/** A model of two files, and a move of it that is written down but not begun. */
async function beginMove(manner: StoredMove['manner']) {
  const first = await openTestLibrary()
  const target = temporaryFolder()
  const toRootId = await first.library.addRoot('folder', target)
  const contents = [tinyModel(), tinyProjector()]
  const from = ['a.gguf', 'b.gguf'].map((name, index) =>
    put(join(first.modelsFolder, 'm', name), contents[index] ?? ''),
  )
  const to = ['a.gguf', 'b.gguf'].map((name) => join(target, 'm', name))
  const [model] = await first.models()
  const files = (model?.files ?? []).map(({ role }, index) => ({
    role,
    part: 0,
    from: from[index] ?? '',
    to: to[index] ?? '',
    shared: false,
  }))
  createMoveStore(first.database).begin({ modelId: model?.id ?? '', manner, toRootId, files })
  await first.close()
  const moveFile = (index: number) => {
    const { from: old = '', to: fresh = '' } = files[index] ?? {}
    mkdirSync(dirname(fresh), { recursive: true })
    renameSync(old, fresh)
  }
  const copyFile = (index: number) => put(to[index] ?? '', contents[index] ?? '')
  const reopen = async () => {
    const opened = await openTestLibrary({ dataFolder: first.dataFolder })
    expect(createMoveStore(opened.database).list()).toEqual([])
    const models = await opened.models()
    expect(models).toMatchObject([{ id: model?.id, availability: 'here', pictures: true }])
    return models[0]?.files.map(({ path }) => path)
  }
  return { dataFolder: first.dataFolder, target, from, to, moveFile, copyFile, reopen }
}

test('half renamed: all goes back', async () => {
  const { from, moveFile, reopen, target } = await beginMove('rename')
  moveFile(0)
  expect(await reopen()).toEqual(from)
  expect(readdirSync(target)).toEqual([])
})

test('all renamed, but not written down: the new place counts', async () => {
  const { moveFile, reopen, to } = await beginMove('rename')
  moveFile(0)
  moveFile(1)
  expect(await reopen()).toEqual(to)
})

test('half copied: the copy goes', async () => {
  const { from, reopen, target } = await beginMove('copy')
  put(join(target, '.moving', folderNameFor('folder:m/a.gguf'), 'a.gguf'), 'half')
  expect(await reopen()).toEqual(from)
  expect(readdirSync(target)).toEqual([])
})

test('copied and compared, but not written down: the new place counts and the old one is empty', async () => {
  const { copyFile, from, reopen, to } = await beginMove('copy')
  copyFile(0)
  copyFile(1)
  expect(await reopen()).toEqual(to)
  expect(from.some((path) => existsSync(path))).toBe(false)
})

test('a target that is away waits until it is back', async () => {
  const { dataFolder, moveFile, reopen, target, to } = await beginMove('rename')
  moveFile(0)
  moveFile(1)
  renameSync(target, `${target}-away`)
  const away = await openTestLibrary({ dataFolder })
  expect(await away.models()).toMatchObject([{ availability: 'missing' }])
  await away.close()
  renameSync(`${target}-away`, target)
  expect(await reopen()).toEqual(to)
})
