import { once } from 'node:events'
import type { RequestListener } from 'node:http'
import { expect, onTestFinished, test } from 'vitest'
import { createHttpClient } from './http-client.ts'
import { serve } from './testing/serve.ts'
import { trySource } from './try-source.ts'

const { signal } = new AbortController()

function tester(endpoint: string, token: string | null = null) {
  const http = createHttpClient({ offline: () => false, proxyFor: async () => null })
  onTestFinished(() => http.disconnect(new Error('the test ended')))
  return { http, access: { endpoint: () => endpoint, token: async () => token } }
}

async function tryHub(listener: RequestListener, token: string | null = null) {
  const { url } = await serve(listener)
  const { http, access } = tester(url, token)
  return await trySource(http, access, 'huggingface', signal)
}

test('a hub that answers is fine, and says whose token it is', async () => {
  const hub: RequestListener = (request, response) => {
    const known = request.headers.authorization === 'Bearer good'
    if (request.url === '/api/whoami-v2')
      return response.writeHead(known ? 200 : 401).end('{"type":"user","name":"ada"}')
    response.end('[{"id":"a/b"}]')
  }
  expect(await tryHub(hub)).toMatchObject({ failure: null, account: null })
  expect(await tryHub(hub, 'good')).toMatchObject({ failure: null, account: 'ada' })
  const bad = await tryHub(hub, 'bad')
  expect(bad.failure).toMatchObject({
    code: 'HUB_ACCESS',
    data: { reason: 'bad-token', pageUrl: `http://${bad.host}/settings/tokens` },
  })
})

test('a token that is not let in is told from one that is unknown', async () => {
  const result = await tryHub((_, response) => response.writeHead(403).end('{}'), 'narrow')
  expect(result.failure).toMatchObject({ code: 'HUB_ACCESS', data: { reason: 'token-scope' } })
})

test('a mirror that tells no names is fine too', async () => {
  const result = await tryHub((request, response) => {
    if (request.url?.startsWith('/api/models')) response.end('[]')
    else response.writeHead(404).end('Not Found')
  }, 'good')
  expect(result).toMatchObject({ failure: null, account: null })
})

test('the page of a captive portal is not taken for a hub', async () => {
  const portal: RequestListener = (_, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Sign in</html>')
  }
  const failure = { code: 'HUB_FAILED', data: { status: 200 } }
  expect((await tryHub(portal)).failure).toMatchObject(failure)
  const { url } = await serve(portal)
  const { http, access } = tester(url)
  for (const source of ['ollama', 'modelscope'] as const)
    expect((await trySource(http, access, source, signal)).failure).toMatchObject(failure)
})

test('registries and ModelScope are asked in their own way', async () => {
  const { url } = await serve((request, response) => {
    if (request.url === '/v2/') return response.writeHead(404).end('404 page not found')
    response.end('{"success":true,"data":{"models":[]}}')
  })
  const { http, access } = tester(url)
  expect((await trySource(http, access, 'ollama', signal)).failure).toBeNull()
  expect((await trySource(http, access, 'modelscope', signal)).failure).toBeNull()
})

test('the step that failed is named', async () => {
  const gone = await serve(() => {})
  gone.server.close()
  await once(gone.server, 'close')
  const { http, access } = tester(gone.url)
  expect(await trySource(http, access, 'ollama', signal)).toMatchObject({
    host: `127.0.0.1:${gone.port}`,
    failure: { code: 'HOST_UNREACHABLE', data: { reason: 'refused' } },
  })
  const busy = await tryHub((_, response) => response.writeHead(429).end())
  expect(busy.failure).toMatchObject({ code: 'HUB_BUSY' })
})

test('an abort is an abort, not a failure of the hub', async () => {
  const { http, access } = tester('http://127.0.0.1:9')
  await expect(trySource(http, access, 'ollama', AbortSignal.abort('enough'))).rejects.toBe(
    'enough',
  )
})
