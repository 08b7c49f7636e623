import { createHash } from 'node:crypto'
import { readFileSync, symlinkSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../../../testing/temporary-folder.ts'
import { openTestLibrary } from '../testing/open-test-library.ts'
import { put, tinyModel, tinyProjector } from '../testing/test-models.ts'
import { findForeignStores } from './find-foreign-stores.ts'
import { mkdirSync } from 'node:fs'

const sha256 = (content: Uint8Array | string) => createHash('sha256').update(content).digest('hex')
const signal = new AbortController().signal
const model = tinyModel({ name: 'Tiny' })
const projector = tinyProjector()
const commit = '0123456789abcdef0123456789abcdef01234567'

/** A repository in the cache as huggingface_hub leaves it: blobs by hash, snapshots as links. */
function cacheRepository(cache: string, files: Record<string, Uint8Array>, revision = commit) {
  const folder = join(cache, 'models--ggml-org--tiny-GGUF')
  put(join(folder, 'refs', 'main'), commit)
  for (const [name, content] of Object.entries(files)) {
    const blob = put(join(folder, 'blobs', sha256(content)), content)
    const link = join(folder, 'snapshots', revision, name)
    mkdirSync(dirname(link), { recursive: true })
    symlinkSync(relative(dirname(link), blob), link)
  }
  return folder
}

/** A model in Ollama's store as `ollama pull` leaves it. */
function pullModel(store: string, name: string[], layers: Record<string, Uint8Array | string>) {
  const listed = Object.entries(layers).map(([kind, content]) => {
    put(join(store, 'blobs', `sha256-${sha256(content)}`), content)
    const digest = `sha256:${sha256(content)}`
    return { mediaType: `application/vnd.ollama.image.${kind}`, digest, size: content.length }
  })
  const manifest = JSON.stringify({
    schemaVersion: 2,
    mediaType: 'application/vnd.docker.distribution.manifest.v2+json',
    config: { mediaType: 'application/vnd.docker.container.image.v1+json', digest: 'sha256:0' },
    layers: listed,
  })
  put(join(store, ...name), manifest)
  return manifest
}

async function useOnly(kind: 'huggingface' | 'ollama' | 'lmstudio' | 'jan', homeFolder: string) {
  const opened = await openTestLibrary({ homeFolder })
  const stores = await opened.library.findForeignStores()
  expect(stores).toMatchObject([{ kind }])
  const rootId = await opened.library.addRoot(kind, stores[0]?.path ?? '')
  return { ...opened, rootId, store: stores[0], found: await opened.models() }
}

test('Hugging Face’s cache: snapshots with their projector, each file once', async () => {
  const home = temporaryFolder()
  const cache = join(home, '.cache', 'huggingface', 'hub')
  cacheRepository(cache, { 'tiny-Q4_0.gguf': model, 'mmproj-tiny-f16.gguf': projector })
  cacheRepository(cache, { 'tiny-Q4_0.gguf': model }, 'f'.repeat(40))
  put(join(cache, 'models--google--big', 'snapshots', commit, 'config.json'), '{}')
  const { found, library, rootId, see, store } = await useOnly('huggingface', home)
  expect(store).toEqual({
    kind: 'huggingface',
    path: cache,
    models: 1,
    bytes: model.length + projector.length,
  })
  expect(found).toMatchObject([
    {
      name: 'Tiny',
      pictures: true,
      owned: false,
      source: {
        ref: { source: 'huggingface', repository: 'ggml-org/tiny-GGUF' },
        revision: commit,
      },
    },
  ])
  expect((await see()).roots).toMatchObject([
    {},
    { id: rootId, kind: 'huggingface', writable: false },
  ])
  const id = found[0]?.id ?? ''
  await library.verify(id)
  await expect(library.move(id, 'carat')).rejects.toMatchObject({ code: 'MODEL_NOT_OWNED' })
  await expect(library.repair(id)).rejects.toMatchObject({ code: 'MODEL_NOT_OWNED' })
})

test('Ollama’s store: manifests of both kinds, blobs, projector layers, one model of two tags', async () => {
  const home = temporaryFolder()
  const store = join(home, '.ollama', 'models')
  const own = ['manifests', 'registry.ollama.ai', 'library', 'tiny']
  const layers = { model, projector, template: '{{ .Prompt }}' }
  const manifest = pullModel(store, [...own, '4b'], layers)
  pullModel(store, [...own, 'latest'], layers)
  const other = tinyModel({ name: 'Other', seed: 2 })
  pullModel(store, ['manifests-v2', 'hf.co', 'someone', 'other-GGUF', 'Q8_0'], { model: other })
  const { found, rested, library } = await useOnly('ollama', home)
  expect(found.map(({ name, pictures }) => [name, pictures])).toEqual([
    ['hf.co/someone/other-GGUF:Q8_0', false],
    ['tiny:4b', true],
  ])
  expect(found[1]?.source).toEqual({
    ref: { source: 'ollama', repository: 'tiny:4b' },
    revision: `sha256:${sha256(manifest)}`,
  })
  await library.verify(found[1]?.id ?? '')
  const { files } = await rested(found[1]?.id ?? '')
  expect(files.map(({ check }) => check.state)).toEqual(['ok', 'ok'])
})

test('LM Studio’s folders: the one its settings name, publisher and repository', async () => {
  const home = temporaryFolder()
  const elsewhere = temporaryFolder()
  put(join(home, '.lmstudio-home-pointer'), join(home, 'studio'))
  put(
    join(home, 'studio', 'settings.json'),
    JSON.stringify({ downloadsFolder: elsewhere, language: 'en' }),
  )
  put(join(elsewhere, 'lmstudio-community', 'tiny-GGUF', 'tiny-Q4_0.gguf'), model)
  put(join(elsewhere, 'lmstudio-community', 'tiny-GGUF', 'mmproj-model-f16.gguf'), projector)
  const { found, store } = await useOnly('lmstudio', home)
  expect(store).toMatchObject({ path: elsewhere, models: 1 })
  expect(found).toMatchObject([{ name: 'Tiny', pictures: true, owned: false, source: null }])
})

test('Jan’s models: model.yml names the files, within its data folder or anywhere', async () => {
  const home = temporaryFolder()
  const data = join(home, '.local', 'share', 'Jan', 'data')
  const models = join(data, 'llamacpp', 'models')
  put(join(models, 'ggml-org', 'tiny', 'model.gguf'), model)
  put(join(models, 'ggml-org', 'tiny', 'mmproj.gguf'), projector)
  put(
    join(models, 'ggml-org', 'tiny', 'model.yml'),
    'embedding: false\nmmproj_path: llamacpp/models/ggml-org/tiny/mmproj.gguf\n' +
      'model_path: llamacpp/models/ggml-org/tiny/model.gguf\nname: ggml-org/tiny\nsize_bytes: 4\n',
  )
  const imported = put(join(home, 'Downloads', 'mine.gguf'), tinyModel({ seed: 3 }))
  put(join(models, 'mine', 'model.yml'), `model_path: '${imported}'\nname: "My \\"own\\""\n`)
  const { found, store } = await useOnly('jan', home)
  expect(store).toMatchObject({ path: models, models: 2 })
  expect(found.map(({ name, pictures }) => [name, pictures])).toEqual([
    ['ggml-org/tiny', true],
    ['My "own"', false],
  ])
  expect(found[1]?.files[0]?.path).toBe(imported)
})

test('variables move the stores; what is not there is not found', async () => {
  const home = temporaryFolder()
  const elsewhere = temporaryFolder()
  cacheRepository(join(elsewhere, 'hf', 'hub'), { 'tiny.gguf': model })
  pullModel(join(elsewhere, 'o'), ['manifests', 'registry.ollama.ai', 'library', 'tiny', '1b'], {
    model,
  })
  const variables = { HF_HOME: join(elsewhere, 'hf'), OLLAMA_MODELS: join(elsewhere, 'o') }
  const find = (set: Record<string, string>) =>
    findForeignStores({ homeFolder: home, platform: 'linux', variables: set }, signal)
  expect(await find(variables)).toMatchObject([
    { kind: 'huggingface', models: 1 },
    { kind: 'ollama', models: 1 },
  ])
  expect(await find({})).toEqual([])
})

test('a store chosen as a plain folder is still only read', async () => {
  const store = temporaryFolder()
  pullModel(store, ['manifests', 'registry.ollama.ai', 'library', 'tiny', '1b'], { model })
  const { library, models, see } = await openTestLibrary()
  await library.addRoot('folder', store)
  const [found] = await models()
  expect(found).toMatchObject({ name: 'tiny:1b', owned: false })
  await library.remove(found?.id ?? '')
  expect(await models()).toEqual([])
  expect((await see()).removed).toMatchObject([{ name: 'tiny:1b', bytes: 0 }])
  await library.restore(found?.id ?? '')
  expect(await models()).toMatchObject([{ id: found?.id }])
  await library.remove(found?.id ?? '')
  await library.purge(found?.id ?? '')
  expect(await models()).toEqual([])
  const blob = join(store, 'blobs', `sha256-${sha256(model)}`)
  expect(sha256(readFileSync(blob))).toBe(sha256(model))
  expect(await library.importFile(blob)).toBe(found?.id)
  expect(await models()).toMatchObject([{ id: found?.id, name: 'tiny:1b' }])
})
