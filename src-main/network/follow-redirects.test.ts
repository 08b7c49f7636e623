import { expect, onTestFinished, test } from 'vitest'
import { followRedirects } from './follow-redirects.ts'
import { createHttpClient } from './http-client.ts'
import type { HttpClient, HttpRequest } from './http.ts'
import { createTestAuthority } from './testing/make-certificate.ts'
import { serve } from './testing/serve.ts'

const { signal } = new AbortController()
const secrets = { authorization: 'Bearer canary', cookie: 'canary' }

function createClient(proxy: string | null = null, certificates: string[] = []) {
  const http = createHttpClient({
    offline: () => false,
    proxyFor: async () => proxy,
    certificates: () => certificates,
  })
  onTestFinished(() => http.disconnect(new Error('the test ended')))
  return http
}
const follow = (http: HttpClient, url: string) =>
  followRedirects(http, { url: new URL(url), headers: { ...secrets, range: 'bytes=0-0' }, signal })

const refused = (target: string) =>
  expect.objectContaining({ code: 'REDIRECT_REFUSED', data: expect.objectContaining({ target }) })

test('relative hops keep what was sent; another host gets no secrets, not even on the way back', async () => {
  const heard: (string | undefined)[] = []
  const cdn = await serve((request, response) => {
    heard.push(request.headers.authorization, request.headers.cookie, request.headers.range)
    if (request.url === '/back') response.writeHead(302, { location: `${hub.url}/end` })
    response.end('bytes')
  })
  const hub = await serve((request, response) => {
    if (request.url === '/a') return response.writeHead(307, { location: '/b', etag: '1' }).end()
    heard.push(request.headers.authorization)
    const path = request.url === '/b' ? '/file' : '/back'
    if (request.url === '/end') return response.end()
    response.writeHead(302, { location: cdn.url + path, etag: '2' }).end()
  })
  const http = createClient()
  const followed = await follow(http, `${hub.url}/a`)
  expect(await followed.response.text()).toBe('bytes')
  expect(followed.response.url.href).toBe(`${cdn.url}/file`)
  expect(followed.sentHeaders).toEqual({ range: 'bytes=0-0' })
  expect(followed.hops.map(({ etag }) => etag)).toEqual(['1', '2'])
  await follow(http, `${hub.url}/c`)
  expect(heard).toEqual([
    ...['Bearer canary', undefined, undefined, 'bytes=0-0'],
    ...['Bearer canary', undefined, undefined, 'bytes=0-0', undefined],
  ])
})

test('five hops are followed, the sixth and a loop are not', async () => {
  const { url, port } = await serve((request, response) => {
    const hop = Number(request.url?.slice(1))
    if (hop === 0) response.end()
    else response.writeHead(302, { location: request.url === '/99' ? '/99' : `/${hop - 1}` }).end()
  })
  const http = createClient()
  expect((await follow(http, `${url}/5`)).hops).toHaveLength(5)
  await expect(follow(http, `${url}/6`)).rejects.toEqual(refused(`http://127.0.0.1:${port}`))
  await expect(follow(http, `${url}/99`)).rejects.toMatchObject({ code: 'REDIRECT_REFUSED' })
})

test('what is no redirect is the end, whatever its status', async () => {
  const { url } = await serve((_, response) => response.writeHead(304).end())
  expect((await follow(createClient(), url)).response.status).toBe(304)
})

test.each([
  ...['http://hub.test/', 'ftp://hub.test/', 'file:///etc/passwd', 'data:text/plain,a'],
  ...['https://user:secret@hub.test/', 'https://', '//:'],
])('https never leads to %s', async (location) => {
  const authority = createTestAuthority()
  const { url } = await serve(
    (_, response) => response.writeHead(302, { location }).end(),
    authority.issue({}),
  )
  await expect(follow(createClient(null, [authority.certificate]), url)).rejects.toMatchObject({
    code: 'REDIRECT_REFUSED',
    data: { target: expect.not.stringContaining('secret') },
  })
})

/** The real client, for a hub that looks public: its name is one, its answer is the given redirect. */
function behindPublicHub(location: string) {
  const http = createClient()
  const asked: string[] = []
  const send = async (request: HttpRequest) => {
    asked.push(request.url.host)
    if (request.url.hostname !== 'hub.invalid') return await http.send(request)
    const { url } = await serve((_, response) => response.writeHead(302, { location }).end())
    return await http.send({ ...request, url: new URL(url) })
  }
  return { asked, follow: () => follow({ send }, 'http://hub.invalid/file') }
}

test.each([
  ...['127.0.0.1', 'localhost', '169.254.169.254', '10.0.0.1', '192.168.0.1', '[::1]', '0'],
  ...['[::ffff:10.0.0.1]', '0x7f000001', '017700000001', '[fe80::1]', '[64:ff9b::7f00:1]'],
])('a public hub cannot lead to %s', async (host) => {
  let connections = 0
  const inside = await serve((_, response) => response.end())
  inside.server.on('connection', () => connections++)
  const target = new URL(`http://${host}:${inside.port}/`)
  const hub = behindPublicHub(target.href)
  await expect(hub.follow()).rejects.toMatchObject({
    code: 'REDIRECT_REFUSED',
    data: { target: target.origin },
  })
  expect(connections).toBe(0)
})
