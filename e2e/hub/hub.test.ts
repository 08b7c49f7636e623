import { createHash } from 'node:crypto'
import {
  checkRepoAccess,
  fileDownloadInfo,
  listFiles,
  listModels,
  modelInfo,
  whoAmI,
} from '@huggingface/hub'
import { onTestFinished, test as base } from 'vitest'
import { testTokens } from './accounts.ts'
import { startControl } from './control.ts'
import { demoFiles } from './standard-content.ts'
import { type Hub, startHub } from './start-hub.ts'

const repo = 'carat-tests/demo-vision-GGUF'

const test = base.extend('hub', async ({}, { onCleanup }): Promise<Hub> => {
  const hub = await startHub()
  onCleanup(() => hub.close())
  return hub
})

test('the makers’ own client finds models, page by page', async ({ hub, expect }) => {
  hub.settings.pageSize = 3
  const found = []
  const search = { query: 'carat-tests', tags: ['gguf'] }
  for await (const model of listModels({ hubUrl: hub.endpoint, search, sort: 'downloads' }))
    found.push(model)
  expect(found.length).toBeGreaterThan(5)
  expect(found.map(({ name }) => name)).toContain(repo)
  expect(found.map(({ name }) => name)).not.toContain('carat-tests/private-GGUF')
  const downloads = found.map((model) => model.downloads)
  expect(downloads).toEqual(downloads.toSorted((one, other) => other - one))
})

test('the makers’ own client lists files with their hashes', async ({ hub, expect }) => {
  const files = []
  for await (const file of listFiles({ repo, hubUrl: hub.endpoint, recursive: true }))
    files.push(file)
  const { model } = demoFiles()
  const weights = files.find(({ path }) => path === 'demo-vision-F16.gguf')
  expect(weights?.size).toBe(model.bytes)
  expect(weights?.lfs?.oid).toBe(model.sha256)
  expect(files.find(({ path }) => path === 'README.md')?.lfs).toBeUndefined()
})

test('the makers’ own client learns where a file is', async ({ hub, expect }) => {
  const { model } = demoFiles()
  const where = await fileDownloadInfo({ repo, path: 'demo-vision-F16.gguf', hubUrl: hub.endpoint })
  expect(where?.size).toBe(model.bytes)
  expect(where?.etag).toBe(`"${model.sha256}"`)
  expect(where?.xet?.hash).toMatch(/^[0-9a-f]{64}$/)
  const readme = await fileDownloadInfo({ repo, path: 'README.md', hubUrl: hub.endpoint })
  expect(readme?.xet).toBeUndefined()
  expect(await fileDownloadInfo({ repo, path: 'none.gguf', hubUrl: hub.endpoint })).toBeNull()
})

test('the makers’ own client hears who it is and what it may not', async ({ hub, expect }) => {
  const hubUrl = hub.endpoint
  const me = await whoAmI({ accessToken: testTokens.reader, hubUrl })
  expect(me).toMatchObject({
    type: 'user',
    name: 'reader',
    auth: { accessToken: { role: 'read' } },
  })
  await expect(modelInfo({ name: 'carat-tests/private-GGUF', hubUrl })).rejects.toMatchObject({
    statusCode: 401,
  })
  const accessToken = testTokens.owner
  const own = await modelInfo({ name: 'carat-tests/private-GGUF', hubUrl, accessToken })
  expect(own.private).toBe(true)
  await checkRepoAccess({ repo: 'carat-tests/gated-GGUF', hubUrl })
})

test('a range follows to another host and holds the right bytes', async ({ hub, expect }) => {
  const { model } = demoFiles()
  const answer = await fetch(`${hub.endpoint}/${repo}/resolve/main/demo-vision-F16.gguf`, {
    headers: { range: 'bytes=1000-1999' },
  })
  expect(answer.status).toBe(206)
  expect(new URL(answer.url).origin).toBe(hub.cdnEndpoint)
  expect(answer.headers.get('content-range')).toBe(`bytes 1000-1999/${model.bytes}`)
  expect(Buffer.from(await answer.arrayBuffer())).toEqual(model.read(1000, 1000))
})

test('an address of the store ends when it is told to', async ({ hub, expect }) => {
  const url = `${hub.endpoint}/${repo}/resolve/main/demo-vision-F16.gguf`
  const first = await fetch(url, { redirect: 'manual' })
  const signed = first.headers.get('location') ?? ''
  expect((await fetch(signed, { method: 'HEAD' })).status).toBe(200)
  hub.expireSignatures()
  const late = await fetch(signed)
  expect(late.status).toBe(403)
  expect(await late.text()).toContain('<Code>AccessDenied</Code>')
  const leaking = await fetch(signed, { headers: { authorization: 'Bearer x' } })
  expect(leaking.status).toBe(400)
})

test('Ollama’s registry serves layers under their digests', async ({ hub, expect }) => {
  const base = `${hub.endpoint}/v2/library/demo-vision`
  const answer = await fetch(`${base}/manifests/latest`)
  const text = await answer.text()
  const digest = createHash('sha256').update(text).digest('hex')
  expect(answer.headers.get('ollama-content-digest')).toBe(digest)
  const { layers } = JSON.parse(text) as { layers: { mediaType: string; digest: string }[] }
  const kinds = layers.map(({ mediaType }) => mediaType.split('.').at(-1))
  expect(kinds).toEqual(['model', 'projector', 'template', 'license', 'params'])
  const blob = await fetch(`${base}/blobs/${layers[1]!.digest}`)
  const bytes = Buffer.from(await blob.arrayBuffer())
  expect(`sha256:${createHash('sha256').update(bytes).digest('hex')}`).toBe(layers[1]!.digest)
  expect((await fetch(`${base}/manifests/none`)).status).toBe(404)
})

test('ModelScope lists and serves the same files', async ({ hub, expect }) => {
  const found = await fetch(`${hub.endpoint}/openapi/v1/models?search=demo-vision&page_size=10`)
  const { data } = (await found.json()) as { data: { models: { id: string }[] } }
  expect(data.models[0]?.id).toBe(repo)
  const base = `${hub.endpoint}/api/v1/models/${repo}`
  const listed = await fetch(`${base}/repo/files?Revision=master&Recursive=true`)
  const files = (await listed.json()) as { Data: { Files: { Path: string; Sha256: string }[] } }
  const weights = files.Data.Files.find(({ Path }) => Path === 'demo-vision-F16.gguf')
  const file = await fetch(`${base}/repo?Revision=master&FilePath=demo-vision-F16.gguf`)
  const hash = createHash('sha256').update(Buffer.from(await file.arrayBuffer()))
  expect(hash.digest('hex')).toBe(weights?.Sha256)
})

test('faults, rate and reach can be set over HTTP', async ({ hub, expect }) => {
  const control = await startControl(hub, 0)
  onTestFinished(() => control.stop())
  const act = async (name: string, body: unknown = {}): Promise<unknown> => {
    const url = `http://127.0.0.1:${control.port}/__control/${name}`
    const answer = await fetch(url, { method: 'POST', body: JSON.stringify(body) })
    expect(answer.status).toBe(200)
    return await answer.json()
  }
  await act('fault', { match: { path: 'whoami' }, act: { status: 503 }, times: 1 })
  expect((await fetch(`${hub.endpoint}/api/whoami-v2`)).status).toBe(503)
  expect((await fetch(`${hub.endpoint}/api/whoami-v2`)).status).toBe(401)
  await act('offline')
  await expect(fetch(hub.endpoint)).rejects.toThrow()
  await act('online')
  expect((await fetch(`${hub.endpoint}/${repo}`)).status).toBe(200)
  await act('licence', { account: 'reader', repository: repo, state: 'accepted' })
  await act('copy', { from: repo, to: 'carat-tests/copy-GGUF' })
  expect((await fetch(`${hub.endpoint}/api/models/carat-tests/copy-GGUF`)).status).toBe(200)
  expect(await act('requests')).toHaveLength(hub.requests.all().length)
})
