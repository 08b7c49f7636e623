import { randomBytes } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, truncateSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { BLOCK_BYTES, createDigester } from '../downloads/block-digests.ts'
import type { ModelSources } from '../sources/model-source.ts'
import { openTestLibrary } from './testing/open-test-library.ts'
import { put, tinyModel, tinyProjector } from './testing/test-models.ts'

const choice = {
  ref: { source: 'huggingface', repository: 'o/tiny-GGUF' },
  revision: 'c0ffee',
  variantId: 'tiny.gguf',
  projectorPath: 'mmproj.gguf',
} as const

/** A model of three blocks with its encoder, and a host that has both. */
async function setUp(options: { withBlocks?: boolean } = {}) {
  const contents: Record<string, Uint8Array> = {
    'tiny.gguf': Buffer.concat([tinyModel(), randomBytes(2.5 * BLOCK_BYTES)]),
    'mmproj.gguf': tinyProjector(),
  }
  let served = 0
  const server = createServer((request, response) => {
    const content = contents[(request.url ?? '').slice(1)] ?? new Uint8Array()
    const [, from = 0, to = content.length - 1] =
      /bytes=(\d+)-(\d+)/.exec(request.headers.range ?? '')?.map(Number) ?? []
    served += to - from + 1
    response.writeHead(206, {
      'content-range': `bytes ${from}-${to}/${content.length}`,
      'content-length': to - from + 1,
      etag: '"a"',
    })
    response.end(content.subarray(from, to + 1))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const digestsOf = (content: Uint8Array) => {
    const digester = createDigester()
    digester.update(content)
    return digester.finish()
  }
  const { port } = server.address() as AddressInfo
  const sources = {
    huggingface: {
      locate: async ({ path }: { path: string }) => ({
        url: new URL(`http://127.0.0.1:${port}/${path}`),
        headers: {},
        bytes: contents[path]?.length ?? 0,
        sha256: digestsOf(contents[path] ?? new Uint8Array()).sha256,
        etag: '"a"',
      }),
    },
  } as unknown as ModelSources
  const opened = await openTestLibrary({ sources })
  const folder = join(opened.modelsFolder, 'o--tiny-GGUF')
  const names = ['tiny.gguf', 'mmproj.gguf']
  for (const name of names) put(join(folder, name), contents[name] ?? '')
  const adopt = () =>
    opened.library.home.adopt({
      choice,
      title: 'Tiny',
      label: 'F32',
      rootId: 'carat',
      folder,
      files: names.map((name, index) => ({
        role: index === 0 ? 'weights' : 'projector',
        fileName: name,
        sourcePath: name,
        bytes: contents[name]?.length ?? 0,
        published: true,
        ...digestsOf(contents[name] ?? new Uint8Array()),
      })),
    })
  const id = await adopt()
  if (options.withBlocks === false)
    opened.database.prepare('update model_files set blocks = null').run()
  const path = join(folder, 'tiny.gguf')
  const statesAfter = async (task: 'verify' | 'repair') => {
    await opened.library[task](id)
    const model = await opened.rested(id)
    expect(model.problem).toBeNull()
    return model.files.map(({ check }) => check.state)
  }
  const isRight = () => readFileSync(path).equals(contents['tiny.gguf'] ?? new Uint8Array())
  return { ...opened, adopt, folder, id, isRight, path, statesAfter, served: () => served }
}

async function flipByte(path: string, at: number) {
  await using file = await open(path, 'r+')
  const byte = new Uint8Array(1)
  await file.read(byte, 0, 1, at)
  await file.write(
    byte.map((value) => value ^ 1),
    0,
    1,
    at,
  )
}

test('a download is in the list once, with where it came from, and is found again', async () => {
  const { adopt, id, library, models } = await setUp()
  expect(await adopt()).toBe(id)
  expect(await models()).toMatchObject([
    {
      id,
      name: 'Tiny',
      pictures: true,
      owned: true,
      source: { ref: choice.ref, revision: choice.revision },
      files: [{ check: { state: 'ok' } }, { check: { state: 'ok' } }],
    },
  ])
  expect(library.home.find(choice)).toBe(id)
  expect(library.home.find({ ...choice, revision: 'other' })).toBeNull()
  await library.remove(id)
  expect(library.home.find(choice)).toBeNull()
})

test('a flipped byte is found, and only its block is fetched again', async () => {
  const { folder, isRight, path, served, statesAfter } = await setUp()
  expect(await statesAfter('verify')).toEqual(['ok', 'ok'])
  await flipByte(path, BLOCK_BYTES + 1234)
  expect(await statesAfter('verify')).toEqual(['damaged', 'ok'])
  expect(await statesAfter('repair')).toEqual(['ok', 'ok'])
  expect(isRight()).toBe(true)
  expect(served()).toBeGreaterThanOrEqual(BLOCK_BYTES)
  expect(served()).toBeLessThan(BLOCK_BYTES + 1024)
  expect(await statesAfter('verify')).toEqual(['ok', 'ok'])
  expect(readdirSync(folder).toSorted()).toEqual(['mmproj.gguf', 'tiny.gguf'])
})

test('without digests of its blocks the whole file is fetched again', async () => {
  const { isRight, path, served, statesAfter } = await setUp({ withBlocks: false })
  await flipByte(path, 5_000)
  expect(await statesAfter('repair')).toEqual(['ok', 'ok'])
  expect(isRight()).toBe(true)
  expect(served()).toBeGreaterThan(2 * BLOCK_BYTES)
})

test('a file that was cut off or deleted is made whole', async () => {
  const { id, isRight, models, path, statesAfter } = await setUp()
  truncateSync(path, BLOCK_BYTES + 10)
  await models()
  expect(await statesAfter('repair')).toEqual(['ok', 'ok'])
  expect(isRight()).toBe(true)
  rmSync(path)
  expect(await models()).toMatchObject([{ id, availability: 'missing' }])
  expect(await statesAfter('repair')).toEqual(['ok', 'ok'])
  expect(isRight()).toBe(true)
  expect(await models()).toMatchObject([{ id, availability: 'here' }])
})

test('a model that came from nowhere cannot be repaired, and says so', async () => {
  const { library, models, modelsFolder, rested } = await openTestLibrary()
  put(join(modelsFolder, 'a.gguf'), tinyModel())
  await models()
  await library.verify('folder:a.gguf')
  const { files } = await rested('folder:a.gguf')
  expect(files[0]?.check).toMatchObject({ state: 'unknown', at: expect.any(Number) })
  await expect(library.repair('folder:a.gguf')).rejects.toMatchObject({
    code: 'MODEL_NOT_REPAIRABLE',
  })
  expect(existsSync(join(modelsFolder, 'a.gguf.repair'))).toBe(false)
})
