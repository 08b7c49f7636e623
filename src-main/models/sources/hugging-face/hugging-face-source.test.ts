import type { RequestListener } from 'node:http'
import { expect, test } from 'vitest'
import { serve } from '../../../network/testing/serve.ts'
import { loopbackAccess } from '../testing/loopback-access.ts'
import { createHuggingFaceSource } from './hugging-face-source.ts'

const { signal } = new AbortController()
const COMMIT = 'a'.repeat(40)
const HASH = 'b'.repeat(64)
const ref = { source: 'huggingface', repository: 'google/gemma' } as const

async function createSource(listener: RequestListener, token: string | null = null) {
  const { url } = await serve(listener)
  const { http, access } = loopbackAccess(url, token)
  return { url, source: createHuggingFaceSource(http, access) }
}

/** The error answer of the real hub: headers, and the words again as JSON or text. */
const refuse =
  (status: number, code: string | null, message: string): RequestListener =>
  (request, response) => {
    response.writeHead(status, {
      ...(code && { 'X-Error-Code': code }),
      'X-Error-Message': message,
    })
    response.end(request.url?.startsWith('/api') ? JSON.stringify({ error: message }) : message)
  }

const model = {
  _id: '67d1a1b2c3d4e5f6a7b8c9d0',
  id: 'google/gemma',
  author: 'google',
  sha: COMMIT,
  downloads: 5,
  likes: 6,
  gated: 'manual',
  lastModified: '2026-08-12T10:00:00.000Z',
  tags: ['gguf'],
  cardData: { license: 'other', license_name: 'gemma' },
  gguf: { total: 4e9, architecture: 'gemma3', context_length: 131_072 },
}
const entry = (path: string, size: number, oid?: string) => ({
  type: 'file',
  oid: 'c'.repeat(40),
  size,
  path,
  ...(oid && { lfs: { oid, size, pointerSize: 135 }, xetHash: 'd'.repeat(64) }),
})

test('a repository is read at its newest commit, page by page, on one host', async () => {
  const heard: string[] = []
  const { url, source } = await createSource((request, response) => {
    heard.push(`${request.headers.authorization} ${request.url?.split('?')[0]}`)
    const tree = `/api/models/google/gemma/tree/${COMMIT}`
    if (!request.url?.startsWith(tree)) return response.end(JSON.stringify(model))
    if (request.url.includes('cursor=2'))
      return response.end(JSON.stringify([entry('mmproj-F16.gguf', 3, HASH)]))
    const next = `https://huggingface.co${tree}?recursive=true&cursor=2`
    response.writeHead(200, { link: `<${next}>; rel="next"` })
    response.end(
      JSON.stringify([
        { type: 'directory', oid: 'e', size: 0, path: 'Q4_0' },
        entry('Q4_0/gemma-Q4_0.gguf', 9, HASH),
        entry('README.md', 1),
      ]),
    )
  }, 'token-of-a-mirror')
  expect(await source.readRepository(ref, signal)).toEqual({
    ref,
    revision: COMMIT,
    title: 'gemma',
    author: 'google',
    licence: 'gemma',
    gate: 'gated',
    pageUrl: `${url}/google/gemma`,
    downloads: 5,
    likes: 6,
    updatedAt: Date.parse(model.lastModified),
    architecture: 'gemma3',
    parameters: 4e9,
    trainedContext: 131_072,
    variants: [
      {
        id: 'Q4_0/gemma-Q4_0.gguf',
        label: 'Q4_0',
        files: [{ path: 'Q4_0/gemma-Q4_0.gguf', bytes: 9, sha256: HASH }],
        bytes: 9,
        missingParts: [],
      },
    ],
    projectors: [{ path: 'mmproj-F16.gguf', bytes: 3, sha256: HASH }],
  })
  expect(heard).toHaveLength(3)
  expect(heard.every((line) => line.startsWith('Bearer token-of-a-mirror /api/models/'))).toBe(true)
})

test('a renamed repository is followed and goes by its new name', async () => {
  const { source } = await createSource((request, response) => {
    if (request.url?.startsWith('/api/models/old/name?'))
      return response.writeHead(307, { location: '/api/models/google/gemma?expand=sha' }).end()
    response.end(JSON.stringify(request.url?.includes('/tree/') ? [] : model))
  })
  const repository = await source.readRepository(
    { source: 'huggingface', repository: 'old/name' },
    signal,
  )
  expect(repository).toMatchObject({ ref, variants: [] })
})

test('a file is located at its commit, on the host with the bytes, which hears no token', async () => {
  const heard: (string | undefined)[] = []
  const cdn = await serve((request, response) => {
    heard.push(request.headers.authorization, request.headers.range)
    response.writeHead(206, { 'content-range': 'bytes 0-0/1000', etag: '"cdn-tag"' }).end('G')
  })
  const { source } = await createSource((request, response) => {
    expect(request.headers.authorization).toBe('Bearer hf_canary')
    expect(request.url).toBe(`/google/gemma/resolve/${COMMIT}/a%20%23b/m%C3%B6del%3F.gguf`)
    response.writeHead(302, {
      location: `${cdn.url}/xet/signed?X-Amz-Signature=s`,
      'X-Repo-Commit': COMMIT,
      'X-Linked-Etag': `"${HASH}"`,
      'X-Linked-Size': '1000',
      'X-Xet-Hash': 'd'.repeat(64),
    })
    response.end()
  }, 'hf_canary')
  const location = await source.locate({ ref, revision: COMMIT, path: 'a #b/mödel?.gguf' }, signal)
  expect(location).toEqual({
    url: new URL(`${cdn.url}/xet/signed?X-Amz-Signature=s`),
    headers: {},
    bytes: 1000,
    sha256: HASH,
    etag: '"cdn-tag"',
  })
  expect(heard).toEqual([undefined, 'bytes=0-0'])
})

test('a file on the hub itself keeps the token, and a host without ranges still tells the length', async () => {
  const { url, source } = await createSource((_, response) => {
    response.writeHead(200, { 'content-length': 12, etag: '"git"', 'X-Repo-Commit': COMMIT })
    response.end('Hello GGUF!!')
  }, 'hf_canary')
  expect(await source.locate({ ref, revision: COMMIT, path: 'small.gguf' }, signal)).toEqual({
    url: new URL(`${url}/google/gemma/resolve/${COMMIT}/small.gguf`),
    headers: { authorization: 'Bearer hf_canary' },
    bytes: 12,
    sha256: null,
    etag: '"git"',
  })
})

test('another commit than the pinned one is a change', async () => {
  const { source } = await createSource((_, response) => {
    response.writeHead(206, { 'content-range': 'bytes 0-0/5', 'X-Repo-Commit': 'f'.repeat(40) })
    response.end('G')
  })
  await expect(
    source.locate({ ref, revision: COMMIT, path: 'a.gguf' }, signal),
  ).rejects.toMatchObject({ code: 'DOWNLOAD_CHANGED', data: { name: 'a.gguf' } })
})

test.each([
  ...['..', '../..', 'a/../b', 'a', '', './b', 'a/b/c', 'a/b?c', 'a/%2e%2e', 'a/b#c', 'a\\b'],
])('%j is no repository, and nobody is asked', async (repository) => {
  const asked: (string | undefined)[] = []
  const { source } = await createSource((request, response) => {
    asked.push(request.url)
    response.writeHead(404).end()
  })
  const other = { source: 'huggingface', repository } as const
  await expect(source.readRepository(other, signal)).rejects.toMatchObject({
    code: 'HUB_NOT_FOUND',
  })
  if (repository !== 'a') expect(asked).toEqual([])
  for (const path of ['../secret', 'a/../../b', '', 'a//b'])
    await expect(source.locate({ ref, revision: 'main', path }, signal)).rejects.toMatchObject({
      code: 'HUB_NOT_FOUND',
    })
})

const signIn =
  'Access to model google/gemma is restricted. You must have access to it and be authenticated to ' +
  'access it. Please log in.'
const askFor =
  'Access to model google/gemma is restricted and you are not in the authorized list. Visit ' +
  'https://huggingface.co/google/gemma to ask for access.'
const awaiting =
  'Your request to access model google/gemma is awaiting a review from the repo authors.'
const scope =
  'Please enable access to public gated repositories in your fine-grained token settings to view ' +
  'this repository.'

test.each([
  [null, 401, 'GatedRepo', signIn, 'no-token'],
  ['hf_bad', 401, null, 'Invalid credentials in Authorization header', 'bad-token'],
  ['hf_good', 403, 'GatedRepo', askFor, 'licence'],
  ['hf_good', 403, 'GatedRepo', awaiting, 'licence-pending'],
  ['hf_good', 403, null, scope, 'token-scope'],
] as const)('token %s, %i %s: %#', async (token, status, code, message, reason) => {
  const { url, source } = await createSource(refuse(status, code, message), token)
  const pageUrl = `${reason === 'licence' ? 'https://huggingface.co' : url}/google/gemma`
  const access = { code: 'HUB_ACCESS', data: { repository: 'google/gemma', reason, pageUrl } }
  await expect(source.checkAccess(ref, signal)).rejects.toMatchObject(access)
  const file = { ref, revision: COMMIT, path: 'a.gguf' }
  await expect(source.locate(file, signal)).rejects.toMatchObject(access)
})

test.each([
  [null, 401, null, 'Invalid username or password.', 'HUB_NOT_FOUND'],
  ['hf_good', 404, 'RepoNotFound', 'Repository not found', 'HUB_NOT_FOUND'],
  ['hf_good', 401, 'RepoNotFound', 'Repository not found', 'HUB_NOT_FOUND'],
  [null, 404, 'EntryNotFound', 'Entry not found', 'HUB_NOT_FOUND'],
  [null, 404, 'RevisionNotFound', 'Invalid rev id: x', 'HUB_NOT_FOUND'],
  ['hf_good', 403, null, 'Access to this resource is disabled.', 'HUB_FAILED'],
  [null, 500, null, 'Internal Error', 'HUB_FAILED'],
  [null, 200, null, '<html>Sign in to this network</html>', 'HUB_FAILED'],
] as const)('token %s, %i %s is %s', async (token, status, code, message, expected) => {
  const { source } = await createSource(refuse(status, code, message), token)
  await expect(source.readRepository(ref, signal)).rejects.toMatchObject({ code: expected })
})

test('access is what auth-check says, or a file where a mirror has no such question', async () => {
  const { source } = await createSource((request, response) => {
    if (request.url === '/api/models/google/gemma/auth-check') response.end('OK')
    else response.writeHead(500).end()
  })
  await source.checkAccess(ref, signal)
  const mirror = await createSource((request, response) => {
    if (request.url?.includes('auth-check')) return response.writeHead(404).end('Not Found')
    if (request.url?.includes('/resolve/'))
      return refuse(401, 'GatedRepo', signIn)(request, response)
    const tree = [entry('gemma-Q4_0.gguf', 9, HASH)]
    response.end(JSON.stringify(request.url?.includes('/tree/') ? tree : model))
  })
  await expect(mirror.source.checkAccess(ref, signal)).rejects.toMatchObject({
    data: { reason: 'no-token' },
  })
})

test('the storage host’s own refusal is not taken for the hub’s', async () => {
  const cdn = await serve((_, response) => response.writeHead(403).end('<Error>Expired</Error>'))
  const { source } = await createSource((_, response) =>
    response.writeHead(302, { location: cdn.url }).end(),
  )
  await expect(
    source.locate({ ref, revision: COMMIT, path: 'a.gguf' }, signal),
  ).rejects.toMatchObject({
    code: 'HUB_FAILED',
    data: { host: `127.0.0.1:${cdn.port}`, status: 403 },
  })
})
