import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { serve } from '../../../network/testing/serve.ts'
import { loopbackAccess } from '../testing/loopback-access.ts'
import { formatOllamaName, parseOllamaName } from './model-name.ts'
import { createOllamaSource } from './ollama-source.ts'

const { signal } = new AbortController()
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

test.each([
  ['gemma3', 'gemma3:latest', [null, 'library', 'gemma3', 'latest']],
  ['gemma3:4b-it-qat', 'gemma3:4b-it-qat', [null, 'library', 'gemma3', '4b-it-qat']],
  ['library/gemma3', 'gemma3:latest', [null, 'library', 'gemma3', 'latest']],
  ['ada/tiny_1.5:q4', 'ada/tiny_1.5:q4', [null, 'ada', 'tiny_1.5', 'q4']],
  ['hf.co/ada/tiny:Q4_0', 'hf.co/ada/tiny:Q4_0', ['hf.co', 'ada', 'tiny', 'Q4_0']],
  [
    'host.test:5000/ada/tiny',
    'host.test:5000/ada/tiny:latest',
    ['host.test:5000', 'ada', 'tiny', 'latest'],
  ],
])('%s is %s', (text, formatted, [host, namespace, model, tag]) => {
  const name = parseOllamaName(text)
  expect(name).toEqual({ host, namespace, model, tag })
  expect(formatOllamaName(name!)).toBe(formatted)
  expect(parseOllamaName(formatted)).toEqual(name)
})

test.each([
  ...['', ' ', 'two words', '../gemma', 'a/../b', 'a/b/c/d', 'gemma:', ':4b', '.hidden', 'a/b:..'],
  ...['a//b', 'gemma3:4b/x', 'gemma3@sha256:00', 'a?b', `${'x'.repeat(81)}`, 'a/b\u0000'],
])('%j is no name', (text) => {
  expect(parseOllamaName(text)).toBeNull()
})

const config = JSON.stringify({
  model_format: 'gguf',
  model_family: 'gemma3',
  model_families: ['gemma3', 'clip'],
  model_type: '4.3B',
  file_type: 'Q4_K_M',
  architecture: 'amd64',
  os: 'linux',
})
const licence = '\n  Gemma Terms of Use \n\nLast modified: March 24, 2025\n'
const layer = (kind: string, digest: string, size: number) => ({
  mediaType: `application/vnd.ollama.image.${kind}`,
  digest: `sha256:${digest}`,
  size,
})
const MODEL = 'a'.repeat(64)
const PROJECTOR = 'b'.repeat(64)
const manifest = JSON.stringify({
  schemaVersion: 2,
  mediaType: 'application/vnd.docker.distribution.manifest.v2+json',
  config: {
    mediaType: 'application/vnd.docker.container.image.v1+json',
    digest: `sha256:${sha256(config)}`,
    size: config.length,
  },
  layers: [
    layer('model', MODEL, 3000),
    layer('projector', PROJECTOR, 800),
    layer('template', 'c'.repeat(64), 20),
    layer('license', sha256(licence), licence.length),
    layer('params', 'd'.repeat(64), 20),
  ],
})

async function serveRegistry(content = manifest) {
  const cdn = await serve((_, response) => {
    response.writeHead(206, { 'content-range': 'bytes 0-0/3000', etag: '"r2"' }).end('G')
  })
  const { url } = await serve((request, response) => {
    const blobs: Record<string, string> = {
      [`/v2/library/gemma3/blobs/sha256:${sha256(config)}`]: config,
      [`/v2/library/gemma3/blobs/sha256:${sha256(licence)}`]: licence,
    }
    const path = request.url ?? ''
    if (path === '/v2/library/gemma3/manifests/4b') {
      expect(request.headers.accept).toBe('application/vnd.docker.distribution.manifest.v2+json')
      return response.end(content)
    }
    if (path.endsWith(MODEL))
      return response.writeHead(307, { location: `${cdn.url}/signed` }).end()
    const blob = blobs[path]
    if (blob !== undefined) return response.end(blob)
    response.writeHead(404).end('{"errors":[{"code":"MANIFEST_UNKNOWN","message":"unknown"}]}')
  })
  const { http, access } = loopbackAccess(url, 'hf_canary')
  return { cdn, source: createOllamaSource(http, access) }
}

const ref = { source: 'ollama', repository: 'gemma3:4b' } as const

test('a tag is a repository with its model, projector, licence and facts', async () => {
  const { source } = await serveRegistry()
  expect(await source.readRepository(ref, signal)).toEqual({
    ref,
    revision: `sha256:${sha256(manifest)}`,
    title: 'gemma3:4b',
    author: 'Ollama',
    licence: 'gemma',
    gate: 'open',
    pageUrl: 'https://ollama.com/library/gemma3:4b',
    downloads: null,
    likes: null,
    updatedAt: null,
    architecture: 'gemma3',
    parameters: 4_300_000_000,
    trainedContext: null,
    variants: [
      {
        id: `sha256:${MODEL}`,
        label: 'Q4_K_M',
        files: [{ path: `sha256:${MODEL}`, bytes: 3000, sha256: MODEL }],
        bytes: 3000,
        missingParts: [],
      },
    ],
    projectors: [{ path: `sha256:${PROJECTOR}`, bytes: 800, sha256: PROJECTOR }],
  })
})

test('a typed name is its own search result, and an unknown one is none', async () => {
  const { source } = await serveRegistry()
  const search = (text: string, pictures = false, mostParameters: number | null = null) =>
    source.search(
      { source: 'ollama', text, pictures, mostParameters, sort: 'downloads', cursor: null },
      signal,
    )
  expect(await search('gemma3:4b', true, 5e9)).toMatchObject({
    results: [{ ref, title: 'gemma3:4b', pictures: true, parameters: 4_300_000_000 }],
    cursor: null,
  })
  for (const text of ['gemma3:4b-typo', 'two words', ''])
    expect(await search(text)).toEqual({ results: [], cursor: null })
  expect((await search('gemma3:4b', false, 1e9)).results).toEqual([])
})

test('a blob is located by its hash where the registry sends us', async () => {
  const { cdn, source } = await serveRegistry()
  const at = (path: string) => source.locate({ ref, revision: 'sha256:x', path }, signal)
  expect(await at(`sha256:${MODEL}`)).toEqual({
    url: new URL(`${cdn.url}/signed`),
    headers: {},
    bytes: 3000,
    sha256: MODEL,
    etag: '"r2"',
  })
  for (const path of ['sha256:../../x', `sha256-${MODEL}`, `sha256:${MODEL}/..`, 'model', ''])
    await expect(at(path)).rejects.toMatchObject({ code: 'HUB_NOT_FOUND' })
})

test('a manifest with a hash that is none, or no manifest, is refused', async () => {
  for (const content of [
    manifest.replace(MODEL, '../../../etc/passwd'),
    manifest.replace(`"sha256:${MODEL}"`, '"sha512:00"'),
    '<html>portal</html>',
    '{}',
  ]) {
    const { source } = await serveRegistry(content)
    await expect(source.readRepository(ref, signal)).rejects.toMatchObject({ code: 'HUB_FAILED' })
  }
  const { source } = await serveRegistry()
  const unknown = { source: 'ollama', repository: 'nobody/knows' } as const
  await expect(source.checkAccess(unknown, signal)).rejects.toMatchObject({ code: 'HUB_NOT_FOUND' })
  await source.checkAccess(ref, signal)
})
