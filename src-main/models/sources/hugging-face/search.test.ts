import { expect, test } from 'vitest'
import type { SearchQuery } from '../../../contract/model-sources.ts'
import { serve } from '../../../network/testing/serve.ts'
import { loopbackAccess } from '../testing/loopback-access.ts'
import { createHuggingFaceSource } from './hugging-face-source.ts'

const { signal } = new AbortController()
const everything: SearchQuery = {
  source: 'huggingface',
  text: '',
  pictures: false,
  mostParameters: null,
  sort: 'downloads',
  cursor: null,
}

/** One model as `/api/models` has it, from the answer of the real hub. */
const model = (id: string, downloads: number, more: object = {}) => ({
  _id: '67d1a1b2c3d4e5f6a7b8c9d0',
  id,
  author: id.split('/')[0],
  downloads,
  likes: 7,
  trendingScore: 3,
  gated: false,
  lastModified: '2026-08-12T10:00:00.000Z',
  pipeline_tag: 'image-text-to-text',
  tags: ['gguf', 'license:gemma', 'region:us'],
  gguf: {
    total: 4_300_000_000,
    architecture: 'gemma3',
    context_length: 131_072,
    chat_template: '',
  },
  siblings: [{ rfilename: 'model-Q4_0.gguf' }, { rfilename: 'mmproj-F16.gguf' }],
  ...more,
})

/** A hub that gives out two models a page, by the cursor of the real one's `Link`. */
async function serveLists(lists: Record<string, object[]>) {
  const asked: URL[] = []
  const { url } = await serve((request, response) => {
    const address = new URL(request.url ?? '', 'http://hub.test')
    asked.push(address)
    const models = lists[address.searchParams.get('pipeline_tag') ?? ''] ?? []
    const from = Number(address.searchParams.get('cursor') ?? 0)
    // Mirrors leave the hub's own name in here.
    const link = `<https://huggingface.co/api/models?cursor=${from + 2}>; rel="next"`
    response.writeHead(200, from + 2 < models.length ? { link } : {})
    response.end(JSON.stringify(models.slice(from, from + 2)))
  })
  const { http, access } = loopbackAccess(url)
  const source = createHuggingFaceSource(http, access)
  return {
    asked,
    search: (query: Partial<SearchQuery>) => source.search({ ...everything, ...query }, signal),
  }
}

test('a result says what the hub says, in our words', async () => {
  const hub = await serveLists({ '': [model('google/gemma-GGUF', 9, { gated: 'manual' })] })
  const page = await hub.search({ text: ' gemma ', sort: 'updated', mostParameters: 4.5e9 })
  expect(page).toEqual({
    results: [
      {
        ref: { source: 'huggingface', repository: 'google/gemma-GGUF' },
        title: 'gemma-GGUF',
        author: 'google',
        licence: 'gemma',
        gate: 'gated',
        downloads: 9,
        likes: 7,
        updatedAt: Date.parse('2026-08-12T10:00:00.000Z'),
        pictures: true,
        parameters: 4_300_000_000,
      },
    ],
    cursor: null,
  })
  expect(Object.fromEntries(hub.asked[0]!.searchParams)).toMatchObject({
    filter: 'gguf',
    search: 'gemma',
    sort: 'lastModified',
    num_parameters: 'max:4.5B',
  })
})

test('a mirror that leaves fields out still gives results', async () => {
  const hub = await serveLists({ '': [{ id: 'a/b', gated: 5, gguf: 'odd', siblings: null }] })
  expect((await hub.search({})).results).toMatchObject([
    { title: 'b', author: 'a', licence: null, gate: 'open', pictures: null, parameters: null },
  ])
})

test('pages follow each other without repeats, by cursors that are not addresses', async () => {
  const models = Array.from({ length: 40 }, (_, at) => model(`a/m${at}`, 100 - at))
  const hub = await serveLists({ '': models })
  const seen: string[] = []
  let cursor: string | null = null
  do {
    const page = await hub.search({ cursor })
    seen.push(...page.results.map(({ title }) => title))
    cursor = page.cursor
  } while (cursor !== null)
  expect(seen).toEqual(models.map(({ id }) => id.slice(2)))
  expect((await hub.search({ cursor: 'no cursor of ours' })).results[0]?.title).toBe('m0')
})

test('pictures come from both kinds of task, in one order, with encoders only', async () => {
  const without = { siblings: [{ rfilename: 'model-Q4_0.gguf' }] }
  const hub = await serveLists({
    'image-text-to-text': [100, 80, 60, 40, 20].map((downloads) =>
      model(`i/${downloads}`, downloads, downloads === 60 ? without : {}),
    ),
    'any-to-any': [90, 50, 10, 5].map((downloads) => model(`a/${downloads}`, downloads)),
  })
  const page = await hub.search({ pictures: true })
  expect(page.results.map(({ title }) => Number(title))).toEqual([100, 90, 80, 50, 40, 20, 10, 5])
  expect(page.cursor).toBeNull()
})

test('a list that was merged half goes on where it was left', async () => {
  const many = (owner: string, first: number) =>
    Array.from({ length: 30 }, (_, at) => model(`${owner}/${first - 2 * at}`, first - 2 * at))
  const hub = await serveLists({
    'image-text-to-text': many('i', 200),
    'any-to-any': many('a', 199),
  })
  const seen: number[] = []
  let cursor: string | null = null
  do {
    const page = await hub.search({ pictures: true, cursor })
    seen.push(...page.results.map(({ downloads }) => downloads!))
    cursor = page.cursor
  } while (cursor !== null)
  expect(seen).toEqual(Array.from({ length: 60 }, (_, at) => 200 - at))
})

test('models above the wished size are left out where the hub let them through', async () => {
  const big = { gguf: { total: 27e9, architecture: 'gemma3', context_length: 1 } }
  const hub = await serveLists({ '': [model('a/big', 2, big), model('a/small', 1)] })
  const { results } = await hub.search({ mostParameters: 5e9 })
  expect(results.map(({ title }) => title)).toEqual(['small'])
})
