import { once } from 'node:events'
import { createServer } from 'node:net'
import { gzipSync } from 'node:zlib'
import { expect, onTestFinished, test } from 'vitest'
import { CaratError } from '../platform/carat-error.ts'
import { createHttpClient, type HttpClientOptions } from './http-client.ts'
import { createTestAuthority } from './testing/make-certificate.ts'
import { serve } from './testing/serve.ts'

const client = (options: Partial<HttpClientOptions> = {}) => {
  const http = createHttpClient({ offline: () => false, proxyFor: async () => null, ...options })
  onTestFinished(() => http.disconnect(new Error('the test ended')))
  return http
}
const { signal } = new AbortController()
const get = (url: string) => ({ url: new URL(url), signal })
const unreachable = (reason: string) =>
  expect.objectContaining({
    code: 'HOST_UNREACHABLE',
    data: expect.objectContaining({ reason }),
  })

test('an answer comes with its status, headers and bytes as they were sent', async () => {
  const packed = gzipSync('a'.repeat(1000))
  const { url } = await serve((request, response) => {
    expect(request.headers).toMatchObject({ 'accept-encoding': 'identity', range: 'bytes=0-9' })
    response.writeHead(206, { 'Content-Encoding': 'gzip', 'X-Many': ['1', '2'] }).end(packed)
  })
  const response = await client().send({ ...get(`${url}/a?b=c`), headers: { range: 'bytes=0-9' } })
  expect(response).toMatchObject({ status: 206, headers: { 'x-many': '1, 2' } })
  expect(response.headers['content-encoding']).toBe('gzip')
  const chunks: Uint8Array[] = []
  for await (const chunk of response.body) chunks.push(chunk)
  expect(Buffer.concat(chunks)).toEqual(packed)
})

test('redirects are handed out, not followed', async () => {
  const { url } = await serve((_, response) => response.writeHead(302, { location: '/b' }).end())
  const response = await client().send(get(url))
  expect(response.status).toBe(302)
  expect(response.headers.location).toBe('/b')
})

test('connections are kept for the next request', async () => {
  const ports = new Set<number | undefined>()
  const { url } = await serve((request, response) => {
    ports.add(request.socket.remotePort)
    response.end('ok')
  })
  const http = client()
  expect(await (await http.send(get(url))).text()).toBe('ok')
  // A connection is free again one turn after its answer has ended.
  await new Promise((resolve) => setImmediate(resolve))
  expect(await (await http.send(get(url))).text()).toBe('ok')
  expect(ports.size).toBe(1)
})

test('a text is read up to its limit, and what is left ends with the connection', async () => {
  const { url, server } = await serve((_, response) => {
    const timer = setInterval(() => response.write('x'.repeat(10_000)), 1)
    response.on('close', () => clearInterval(timer))
  })
  const closed = once(server, 'connection').then(([socket]) => once(socket, 'close'))
  const http = client()
  expect(await (await http.send(get(url))).text(15_000)).toHaveLength(15_000)
  await closed
  const again = once(server, 'connection').then(([socket]) => once(socket, 'close'))
  ;(await http.send(get(url))).discard()
  await again
})

test('nothing leaves while offline, and going offline ends what is under way', async () => {
  let connections = 0
  const { url, server } = await serve((_, response) => response.write('begun'))
  server.on('connection', () => connections++)
  let offline = true
  const http = client({ offline: () => offline })
  await expect(http.send(get(url))).rejects.toMatchObject({ code: 'OFFLINE' })
  expect(connections).toBe(0)
  offline = false
  const response = await http.send(get(url))
  const reading = response.text()
  await http.disconnect(new CaratError('OFFLINE', {}))
  await expect(reading).rejects.toMatchObject({ code: 'OFFLINE' })
})

test('the reason of an abort is what is thrown, before, during and after the answer', async () => {
  const { url } = await serve((request, response) => {
    if (request.url === '/body') response.write('begun')
  })
  const http = client()
  await expect(http.send({ ...get(url), signal: AbortSignal.abort('before') })).rejects.toBe(
    'before',
  )
  const waiting = new AbortController()
  const sent = http.send({ url: new URL(url), signal: waiting.signal })
  waiting.abort('during')
  await expect(sent).rejects.toBe('during')
  const reading = new AbortController()
  const response = await http.send({ url: new URL(`${url}/body`), signal: reading.signal })
  const text = response.text()
  reading.abort('after')
  await expect(text).rejects.toBe('after')
})

test('a name nobody knows, a closed port and a broken connection are told apart', async () => {
  const { url, port, server } = await serve((request) => request.socket.destroy())
  const http = client()
  await expect(http.send(get(url))).rejects.toEqual(unreachable('reset'))
  await new Promise((resolve) => server.close(resolve))
  await expect(http.send(get(`http://127.0.0.1:${port}`))).rejects.toEqual(unreachable('refused'))
  await expect(http.send(get('http://carat.invalid'))).rejects.toEqual(unreachable('dns'))
})

test('a body that ends early is a broken connection', async () => {
  const { url } = await serve((_, response) => {
    response.writeHead(200, { 'content-length': 100 }).write('only this')
    response.socket?.destroySoon()
  })
  const response = await client().send(get(url))
  await expect(response.text()).rejects.toEqual(unreachable('reset'))
})

test('silence before and within an answer is noticed', async () => {
  const { url } = await serve((request, response) => {
    if (request.url === '/body') response.write('begun')
  })
  const http = client({ timeouts: { firstByte: 100, stall: 100 } })
  await expect(http.send(get(url))).rejects.toEqual(unreachable('timeout'))
  const response = await http.send(get(`${url}/body`))
  await expect(response.text()).rejects.toEqual(unreachable('stalled'))
})

test('a reader that takes its time is not a stalled host', async () => {
  const { url } = await serve((_, response) => response.end('x'.repeat(4_000_000)))
  const response = await client({ timeouts: { stall: 100 } }).send(get(url))
  let bytes = 0
  for await (const chunk of response.body) {
    if (bytes === 0) await new Promise((resolve) => setTimeout(resolve, 400))
    bytes += chunk.length
  }
  expect(bytes).toBe(4_000_000)
})

test('a connection that is accepted and never secured runs into its limit', async () => {
  const silent = createServer().listen(0, '127.0.0.1')
  await once(silent, 'listening')
  onTestFinished(() => void silent.close())
  const { port } = silent.address() as { port: number }
  const http = client({ timeouts: { connect: 100 }, certificates: () => [] })
  await expect(http.send(get(`https://127.0.0.1:${port}`))).rejects.toEqual(unreachable('timeout'))
})

test('certificates are checked against the given authorities, names and the clock', async () => {
  const authority = createTestAuthority()
  const day = 24 * 3600 * 1000
  const ask = async (identity: { certificate: string; key: string }, trusted: string[]) => {
    const { url } = await serve((_, response) => response.end('secret'), identity)
    return (await client({ certificates: () => trusted }).send(get(url))).text()
  }
  const good = authority.issue({})
  const trusted = [authority.certificate]
  expect(await ask(good, trusted)).toBe('secret')
  await expect(ask(good, [])).rejects.toEqual(unreachable('tls'))
  const old = authority.issue({ until: new Date(Date.now() - day) })
  await expect(ask(old, trusted)).rejects.toEqual(unreachable('clock'))
  const early = authority.issue({ from: new Date(Date.now() + day) })
  await expect(ask(early, trusted)).rejects.toEqual(unreachable('clock'))
})

test('a server without TLS behind https is a TLS failure', async () => {
  const { port } = await serve((_, response) => response.end())
  const http = client({ certificates: () => [] })
  await expect(http.send(get(`https://127.0.0.1:${port}`))).rejects.toEqual(unreachable('tls'))
})

test('a busy host is left alone for as long as it says, by every request', async () => {
  let requests = 0
  const { url, port } = await serve((_, response) => {
    requests++
    response.writeHead(429, { RateLimit: '"api";r=0;t=55' }).end('slow down')
  })
  const http = client()
  const busy = { code: 'HUB_BUSY', data: { host: `127.0.0.1:${port}`, retrySeconds: 55 } }
  await expect(http.send(get(url))).rejects.toMatchObject(busy)
  await expect(http.send(get(`${url}/other`))).rejects.toMatchObject(busy)
  expect(requests).toBe(1)
})

test('a host that must be public is not reached on this computer', async () => {
  let connections = 0
  const { port, server } = await serve((_, response) => response.end())
  server.on('connection', () => connections++)
  const http = client()
  for (const host of ['127.0.0.1', 'localhost', '[::ffff:7f00:1]', '2130706433'])
    await expect(
      http.send({ ...get(`http://${host}:${port}`), publicOnly: true }),
    ).rejects.toMatchObject({ code: 'REDIRECT_REFUSED' })
  expect(connections).toBe(0)
})
