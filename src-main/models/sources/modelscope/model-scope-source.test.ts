import type { RequestListener } from 'node:http'
import { expect, test } from 'vitest'
import type { SearchQuery } from '../../../contract/model-sources.ts'
import { serve } from '../../../network/testing/serve.ts'
import { loopbackAccess } from '../testing/loopback-access.ts'
import { createModelScopeSource } from './model-scope-source.ts'

const { signal } = new AbortController()
const COMMIT = '83ee97c66e841048bedc5c02c15ce2f3ed259feb'
const OLDER = 'f194f50981eaaa6019bbec5049a4c7e1fd294110'
const HASH = 'b'.repeat(64)
const ref = { source: 'modelscope', repository: 'Qwen/Qwen-GGUF' } as const

const model = {
  id: 'Qwen/Qwen-GGUF',
  display_name: 'Qwen GGUF',
  downloads: 120,
  likes: 4,
  license: 'apache-2.0',
  params: 7_615_616_512,
  tasks: ['image-text-to-text'],
  tags: ['library:gguf', 'task:image-text-to-text'],
  last_modified: '2026-01-25T12:55:14Z',
  private: false,
  gated: false,
}
const file = (path: string, size: number, revision = OLDER) => ({
  Name: path.split('/').at(-1),
  Path: path,
  Type: 'blob',
  Size: size,
  Sha256: HASH,
  IsLFS: true,
  Revision: revision,
})
const listing = (data: unknown) =>
  JSON.stringify({ Code: 200, Data: data, Message: 'success', RequestId: '1', Success: true })
const files = [
  { Name: 'Q4', Path: 'Q4', Type: 'tree', Size: 0, Sha256: '', Revision: COMMIT },
  file('Q4/qwen-Q4_0.gguf', 9),
  file('mmproj-F16.gguf', 3, COMMIT),
  file('README.md', 1),
]

async function createSource(listener: RequestListener) {
  const { url } = await serve(listener)
  const { http, access } = loopbackAccess(url, 'hf_canary')
  return { url, source: createModelScopeSource(http, access) }
}

const hub =
  (latest: unknown): RequestListener =>
  (request, response) => {
    expect(request.headers.authorization).toBeUndefined()
    if (request.url === '/openapi/v1/models/Qwen/Qwen-GGUF')
      return response.end(JSON.stringify({ success: true, request_id: '1', data: model }))
    expect(request.url).toBe(
      '/api/v1/models/Qwen/Qwen-GGUF/repo/files?Revision=master&Recursive=True',
    )
    response.end(listing({ Files: files, IsVisual: 0, LatestCommitter: latest }))
  }

test('a repository is read at its newest commit, which files may know better', async () => {
  const { url, source } = await createSource(hub({ Id: '', ShortId: COMMIT.slice(0, 8) }))
  expect(await source.readRepository(ref, signal)).toEqual({
    ref,
    revision: COMMIT,
    title: 'Qwen GGUF',
    author: 'Qwen',
    licence: 'apache-2.0',
    gate: 'open',
    pageUrl: `${url}/models/Qwen/Qwen-GGUF`,
    downloads: 120,
    likes: 4,
    updatedAt: Date.parse(model.last_modified),
    architecture: null,
    parameters: 7_615_616_512,
    trainedContext: null,
    variants: [
      {
        id: 'Q4/qwen-Q4_0.gguf',
        label: 'Q4_0',
        files: [{ path: 'Q4/qwen-Q4_0.gguf', bytes: 9, sha256: HASH }],
        bytes: 9,
        missingParts: [],
      },
    ],
    projectors: [{ path: 'mmproj-F16.gguf', bytes: 3, sha256: HASH }],
  })
})

test.each([
  [{ Id: OLDER, ShortId: 'f194f509' }, OLDER],
  [null, 'master'],
  [{ Id: '', ShortId: '' }, 'master'],
  [{ Id: '', ShortId: '00000000' }, 'master'],
])('the newest commit of %j is %s', async (latest, revision) => {
  const { source } = await createSource(hub(latest))
  expect((await source.readRepository(ref, signal)).revision).toBe(revision)
})

test('search pages by number, with its own filters and ours', async () => {
  const asked: URLSearchParams[] = []
  const { source } = await createSource((request, response) => {
    asked.push(new URL(request.url ?? '', 'http://hub.test').searchParams)
    const models = [model, { ...model, id: 'Qwen/Big', params: 70e9 }, { id: 'a/b' }]
    const data = { models, total_count: 30, page_number: 1, page_size: 24 }
    response.end(JSON.stringify({ success: true, request_id: '1', data }))
  })
  const query: SearchQuery = {
    source: 'modelscope',
    text: ' qwen ',
    pictures: true,
    mostParameters: 9e9,
    sort: 'updated',
    cursor: null,
  }
  const first = await source.search(query, signal)
  expect(first).toMatchObject({
    results: [
      { ref, pictures: true, licence: 'apache-2.0', parameters: 7_615_616_512 },
      { title: 'b', author: 'a', pictures: null, licence: null, downloads: null },
    ],
    cursor: '2',
  })
  expect((await source.search({ ...query, cursor: first.cursor }, signal)).cursor).toBeNull()
  expect(asked.map((parameters) => parameters.get('page_number'))).toEqual(['1', '2'])
  expect(Object.fromEntries(asked[0]!)).toMatchObject({
    'filter.library': 'gguf',
    'filter.task': 'image-text-to-text',
    search: 'qwen',
    sort: 'last_modified',
  })
})

test('a file is located at its revision', async () => {
  const cdn = await serve((_, response) => {
    response.writeHead(206, { 'content-range': 'bytes 0-0/9', etag: '"oss"' }).end('G')
  })
  const { source } = await createSource((request, response) => {
    expect(request.url).toBe(
      `/api/v1/models/Qwen/Qwen-GGUF/repo?Revision=${COMMIT}&FilePath=Q4%2Fqwen-Q4_0.gguf`,
    )
    response.writeHead(302, { location: `${cdn.url}/signed` }).end()
  })
  const path = 'Q4/qwen-Q4_0.gguf'
  expect(await source.locate({ ref, revision: COMMIT, path }, signal)).toEqual({
    url: new URL(`${cdn.url}/signed`),
    headers: {},
    bytes: 9,
    sha256: null,
    etag: '"oss"',
  })
  await expect(
    source.locate({ ref, revision: COMMIT, path: '../x' }, signal),
  ).rejects.toMatchObject({ code: 'HUB_NOT_FOUND' })
})

test('what is not there is said so, however it is told', async () => {
  const answers: RequestListener[] = [
    (_, response) =>
      response.writeHead(404).end('{"Code":10010205001,"Message":"record not found"}'),
    (_, response) => response.end(listing({ Files: null, IsVisual: 0, LatestCommitter: null })),
    (_, response) => response.end('{"Code":10010205001,"Message":"not found","Success":false}'),
  ]
  for (const answer of answers) {
    const { source } = await createSource(answer)
    await expect(source.checkAccess(ref, signal)).rejects.toMatchObject({ code: 'HUB_NOT_FOUND' })
  }
  const portal = await createSource((_, response) => response.end('<html></html>'))
  await expect(portal.source.checkAccess(ref, signal)).rejects.toMatchObject({ code: 'HUB_FAILED' })
  for (const repository of ['../..', 'a', 'a/b/c', 'a/..', '../b'])
    await expect(
      portal.source.readRepository({ source: 'modelscope', repository }, signal),
    ).rejects.toMatchObject({ code: 'HUB_NOT_FOUND' })
})
