import { statfsSync } from 'node:fs'
import { basename, relative } from 'node:path'
import { describe, expect, test } from 'vitest'
import { contentOf } from '../hub/content.ts'
import { bigModel, tinyModel } from '../hub/gguf-content.ts'
import { standardOllamaModels, standardRepositories } from '../hub/standard-content.ts'
import { openBench, testContent, visibleFiles } from './download-bench.ts'
import { failureOf, openHub, signal } from './reach-hub.ts'

const MIB = 1024 * 1024

describe('F46 a file of more than 50 GB', () => {
  test('is refused with numbers where it does not fit, and read beyond 4 GiB where it does', async () => {
    const bench = await openBench()
    const bytes = 60_000_000_000
    const huge = await bigModel({ name: 'Huge', bytes, sha256: 'f'.repeat(64) })
    bench.hub.addRepository({ name: 'carat-tests/huge-GGUF', files: { 'huge-F16.gguf': huge } })
    const disk = statfsSync(bench.folder)
    const free = disk.bavail * disk.bsize
    if (free < bytes * 1.1) {
      const failure = await failureOf(bench.start('carat-tests/huge-GGUF'))
      expect(failure).toMatchObject({ code: 'DOWNLOAD_NO_SPACE', data: { folder: bench.folder } })
      const { neededBytes, freeBytes } = failure.data as { neededBytes: number; freeBytes: number }
      expect(neededBytes).toBeGreaterThan(bytes)
      expect(freeBytes).toBeLessThan(neededBytes)
      expect(visibleFiles(bench.folder)).toEqual([])
      return
    }
    bench.hub.settings.bytesPerSecond = MIB
    const id = await bench.start('carat-tests/huge-GGUF')
    const { totalBytes } = await bench.until(id, ({ doneBytes }) => doneBytes > 0)
    expect(totalBytes).toBe(huge.bytes)
    await bench.downloads().cancel(id)
  })
})

describe('F48 one file wanted twice', () => {
  test('is one download and one transfer, which both watch', async () => {
    const bench = await openBench()
    // Far from its end when a slow disk has taken the first of it.
    bench.hub.settings.bytesPerSecond = 4 * MIB
    const choice = await bench.choose()
    const ids = await Promise.all([
      bench.downloads().start(choice, null),
      bench.downloads().start(choice, null),
    ])
    expect(new Set(ids).size).toBe(1)
    const seen = await Promise.all(
      ids.map((id) => bench.until(id, ({ doneBytes }) => doneBytes >= 2 * MIB)),
    )
    expect(seen.every(({ state }) => state.kind === 'running')).toBe(true)
    bench.hub.settings.bytesPerSecond = 40 * MIB
    await bench.expectArrival(ids[0]!)
    expect(bench.sentBytes()).toBeLessThan(testContent.bytes * 1.01)
    expect(bench.adopted).toHaveLength(1)
  })

  test('from two repositories is two models and still one transfer', async () => {
    const bench = await openBench()
    bench.hub.settings.bytesPerSecond = 20 * MIB
    bench.hub.addRepository({ name: 'someone/copy-GGUF', files: { 'copy-F16.gguf': testContent } })
    const ids = await Promise.all([bench.start(), bench.start('someone/copy-GGUF')])
    expect(new Set(ids).size).toBe(2)
    for (const id of ids) {
      // oxlint-disable-next-line no-await-in-loop
      const { state } = await bench.until(id, ({ state: { kind } }) => kind === 'done')
      expect(state.kind).toBe('done')
    }
    expect(bench.sentBytes()).toBeLessThan(testContent.bytes * 1.01)
  })
})

describe('S20 names are data', () => {
  const hostile = [
    '../../escape-Q4_0.gguf',
    'a/../../../escape-Q4_1.gguf',
    '/etc/escape-Q5_0.gguf',
    'C:\\Windows\\escape-Q5_1.gguf',
    '..\\..\\escape-Q8_0.gguf',
    'CON-F16.gguf',
    'CON.gguf',
    'nul\0byte-BF16.gguf',
    'line\nbreak-F32.gguf',
    '\u202Efugg.0_4Q-evil-Q2_K.gguf',
    '<img src=x onerror=alert(1)>-Q3_K_S.gguf',
    '$(touch escape)-Q3_K_M.gguf',
    '%2e%2e%2fescape-Q3_K_L.gguf',
    'ünïcödé-模型-Q4_K_S.gguf',
    ' spaces and dots .-Q4_K_M.gguf',
    '.hidden-Q5_K_S.gguf',
    `${'long'.repeat(1024)}-Q6_K.gguf`,
  ]

  test('whatever they are, files stay in their folder under names of our own', async () => {
    const bench = await openBench()
    const files = Object.fromEntries(
      hostile.map((path, at) => [path, tinyModel({ name: `Tiny ${at}` })]),
    )
    const repository = 'carat-tests/hostile-GGUF'
    bench.hub.addRepository({
      name: repository,
      files: { ...files, 'x.gguf\0.txt': contentOf('x') },
    })
    const ref = { source: 'huggingface', repository } as const
    const { revision, variants } = await bench.carat.sources.huggingface.readRepository(ref, signal)
    expect(variants.length).toBeGreaterThan(8)
    const ids = await Promise.all(
      variants.map(({ id: variantId }) =>
        bench.downloads().start({ ref, revision, variantId, projectorPath: null }, null),
      ),
    )
    await Promise.all(
      ids.map((id) => bench.until(id, ({ state }) => ['done', 'failed'].includes(state.kind))),
    )
    const models = bench.adopted
    expect(models.length).toBeGreaterThan(8)
    for (const { folder, files: stored } of models) {
      expect(relative(bench.folder, folder)).toMatch(/^[A-Za-z0-9][A-Za-z0-9._-]{0,90}$/)
      for (const { fileName } of stored) {
        expect(fileName).toBe(basename(fileName))
        expect(fileName).toMatch(/^(model|projector)[\w.-]*\.gguf$/)
      }
    }
    expect(visibleFiles(bench.folder).every((path) => !path.includes('escape'))).toBe(true)
  })
})

describe('every source', () => {
  test('a model and its projector from Hugging Face, Ollama and ModelScope', async () => {
    const hub = await openHub({
      repositories: await standardRepositories(),
      ollamaModels: standardOllamaModels(),
    })
    const offers = [
      ['carat-tests/demo-vision-GGUF', 'huggingface'],
      ['demo-vision', 'ollama'],
      ['carat-tests/demo-vision-GGUF', 'modelscope'],
    ] as const
    for (const [repository, source] of offers) {
      // A bench for each: the same bytes would be fetched once.
      // oxlint-disable-next-line no-await-in-loop
      const bench = await openBench({ hub })
      // oxlint-disable-next-line no-await-in-loop
      const model = await bench.expectArrival(await bench.start(repository, source))
      expect(model.files.map(({ role }) => role)).toEqual(['weights', 'projector'])
      expect(model.files.every(({ published }) => published)).toBe(true)
    }
  })

  test.for([
    ['demo-vision', 'ollama'],
    ['carat-tests/demo-vision-GGUF', 'modelscope'],
  ] as const)(
    '%s of %s: broken, spoiled once and out of date, it arrives',
    async ([repository, source]) => {
      const hub = await openHub()
      const bench = await openBench({ hub })
      hub.faults.add({
        match: { server: 'cdn', coversByte: MIB },
        act: [{ end: { how: 'reset', afterBytes: MIB } }, { expired: true }, { corruptAt: MIB }],
      })
      await bench.expectArrival(await bench.start(repository, source))
    },
  )

  test('a split model arrives in all its parts', async () => {
    const hub = await openHub()
    const bench = await openBench({ hub })
    const model = await bench.expectArrival(await bench.start('carat-tests/split-GGUF'))
    expect(model.files.map(({ fileName }) => fileName)).toEqual([
      'model-00001-of-00003.gguf',
      'model-00002-of-00003.gguf',
      'model-00003-of-00003.gguf',
    ])
  })

  test.for([
    ['page-Q4_0.gguf', 'FILE_NOT_GGUF', { detected: 'html' }],
    ['pointer-Q5_0.gguf', 'FILE_NOT_GGUF', { detected: 'lfs-pointer' }],
    ['empty-Q6_K.gguf', 'FILE_NOT_GGUF', { detected: 'empty' }],
    ['cut-Q8_0.gguf', 'GGUF_TRUNCATED', {}],
  ] as const)('F23 F24 %s is named as what it is', async ([variantId, code, data]) => {
    const hub = await openHub()
    const bench = await openBench({ hub })
    const choice = await bench.choose('carat-tests/not-gguf')
    const id = await bench.downloads().start({ ...choice, variantId }, null)
    expect(await bench.expectFailure(id)).toMatchObject({ code, data })
  })
})
