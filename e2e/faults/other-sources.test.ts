import { describe, expect, test } from 'vitest'
import { demoFiles } from '../hub/standard-content.ts'
import { failureOf, openHub, reachHub, signal } from './reach-hub.ts'

const query = { text: '', pictures: false, mostParameters: null, cursor: null } as const

describe('Hugging Face', () => {
  test('search goes on from page to page and filters', async () => {
    const hub = await openHub({ settings: { pageSize: 4 } })
    const { sources } = reachHub({ endpoint: hub.endpoint })
    const search = {
      ...query,
      source: 'huggingface',
      text: 'carat-tests',
      sort: 'downloads',
    } as const
    const found: string[] = []
    let cursor: string | null = null
    do {
      // oxlint-disable-next-line no-await-in-loop
      const page = await sources.huggingface.search({ ...search, cursor }, signal)
      found.push(...page.results.map(({ ref }) => ref.repository))
      cursor = page.cursor
    } while (cursor !== null)
    expect(new Set(found).size).toBe(found.length)
    expect(found).toContain('carat-tests/demo-vision-GGUF')
    expect(found).toContain('carat-tests/huge-GGUF')
    expect(found).not.toContain('carat-tests/private-GGUF')
    const seeing = await sources.huggingface.search({ ...search, pictures: true }, signal)
    expect(seeing.results.every(({ pictures }) => pictures)).toBe(true)
    expect(seeing.results.length).toBeGreaterThan(2)
    const small = await sources.huggingface.search({ ...search, mostParameters: 100_000 }, signal)
    expect(small.results.map(({ ref }) => ref.repository)).not.toContain('carat-tests/huge-GGUF')
  })

  test('split files are one model, a missing part is named, projectors stand apart', async () => {
    const hub = await openHub()
    const { sources } = reachHub({ endpoint: hub.endpoint })
    const read = (name: string) =>
      sources.huggingface.readRepository(
        { source: 'huggingface', repository: `carat-tests/${name}` },
        signal,
      )
    const split = await read('split-GGUF')
    expect(
      split.variants.map(({ files }) => files.length).toSorted((one, other) => one - other),
    ).toEqual([2, 3])
    const missing = await read('split-missing-GGUF')
    expect(missing.variants[0]?.missingParts).toEqual(['split-Q4_0-00002-of-00003.gguf'])
    const two = await read('two-projectors-GGUF')
    expect(two.projectors.map(({ path }) => path)).toEqual([
      'mmproj-two-F16.gguf',
      'mmproj-two-Q8_0.gguf',
    ])
    const files = [...split.variants, ...two.variants].flatMap((variant) => variant.files)
    expect(files.every(({ sha256 }) => /^[0-9a-f]{64}$/.test(sha256 ?? ''))).toBe(true)
  })

  test('another spelling of a name leads to the right one', async () => {
    const hub = await openHub()
    const { sources } = reachHub({ endpoint: hub.endpoint })
    const ref = { source: 'huggingface', repository: 'Carat-Tests/Demo-Vision-gguf' } as const
    const found = await sources.huggingface.readRepository(ref, signal)
    expect(found.ref.repository).toBe('carat-tests/demo-vision-GGUF')
  })
})

describe('Ollama', () => {
  test('a name as for `ollama pull` is a model with its projector', async () => {
    const hub = await openHub()
    const { sources } = reachHub({ endpoint: hub.endpoint })
    const search = { ...query, source: 'ollama', text: 'demo-vision', sort: 'downloads' } as const
    const [result] = (await sources.ollama.search(search, signal)).results
    expect(result).toMatchObject({ pictures: true, licence: 'mit' })
    const { model, projector } = demoFiles()
    const found = await sources.ollama.readRepository(result!.ref, signal)
    expect(found.variants[0]?.files[0]).toMatchObject({ bytes: model.bytes, sha256: model.sha256 })
    expect(found.projectors[0]).toMatchObject({ bytes: projector.bytes, sha256: projector.sha256 })
    const { ref, revision } = found
    const location = await sources.ollama.locate(
      { ref, revision, path: found.variants[0]!.id },
      signal,
    )
    expect(location).toMatchObject({ bytes: model.bytes, sha256: model.sha256 })
    expect(location.url.origin).toBe(hub.cdnEndpoint)
  })

  test('names of others, tags, and names nobody has', async () => {
    const hub = await openHub()
    const { sources } = reachHub({ endpoint: hub.endpoint })
    const read = (repository: string) =>
      sources.ollama.readRepository({ source: 'ollama', repository }, signal)
    expect((await read('someone/tiny-text')).author).toBe('someone')
    expect((await read('tiny-text:1m')).variants).toHaveLength(1)
    expect(await failureOf(read('tiny-text:2m'))).toMatchObject({ code: 'HUB_NOT_FOUND' })
    expect(await failureOf(read('../../etc/passwd'))).toMatchObject({ code: 'HUB_NOT_FOUND' })
  })
})

describe('ModelScope', () => {
  test('search, files with hashes, and a place with ranges', async () => {
    const hub = await openHub()
    const { sources } = reachHub({ endpoint: hub.endpoint })
    const search = { ...query, source: 'modelscope', text: 'demo-vision', sort: 'likes' } as const
    const [result] = (await sources.modelscope.search(search, signal)).results
    expect(result?.ref.repository).toBe('carat-tests/demo-vision-GGUF')
    const { model } = demoFiles()
    const found = await sources.modelscope.readRepository(result!.ref, signal)
    expect(found.revision).toMatch(/^[0-9a-f]{40}$/)
    expect(found.variants[0]?.files[0]).toMatchObject({ bytes: model.bytes, sha256: model.sha256 })
    const { ref, revision } = found
    const path = found.variants[0]!.id
    const location = await sources.modelscope.locate({ ref, revision, path }, signal)
    expect(location).toMatchObject({ bytes: model.bytes, sha256: model.sha256 })
  })

  test('a repository nobody has is said to be unknown', async () => {
    const hub = await openHub()
    const { sources } = reachHub({ endpoint: hub.endpoint })
    const ref = { source: 'modelscope', repository: 'carat-tests/none' } as const
    expect(await failureOf(sources.modelscope.readRepository(ref, signal))).toMatchObject({
      code: 'HUB_NOT_FOUND',
    })
  })
})
