import { once } from 'node:events'
import { type IncomingMessage, request as sendRequest } from 'node:http'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { createHttpClient } from './http-client.ts'
import { createTestAuthority } from './testing/make-certificate.ts'
import { serve } from './testing/serve.ts'

const { signal } = new AbortController()
const PASSWORD = 'canary-7f3a'
const expected = `Basic ${Buffer.from(`user:${PASSWORD}`).toString('base64')}`

const clientBehind = (proxy: string, certificates: string[] = []) => {
  const http = createHttpClient({
    offline: () => false,
    proxyFor: async () => proxy,
    certificates: () => certificates,
  })
  onTestFinished(() => http.disconnect(new Error('the test ended')))
  return async (url: string) => (await http.send({ url: new URL(url), signal })).text()
}

/** A proxy that leads every name to this computer, for those who know the password. */
async function serveProxy() {
  const seen: string[] = []
  const knows = (request: IncomingMessage) => request.headers['proxy-authorization'] === expected
  const { port, server } = await serve((request, response) => {
    seen.push(request.url ?? '')
    if (!knows(request)) return response.writeHead(407).end()
    const target = new URL(request.url ?? '')
    sendRequest({ port: target.port, path: target.pathname }, (answer) => {
      response.writeHead(answer.statusCode ?? 0)
      answer.pipe(response)
    }).end()
  })
  server.on('connect', (request, socket) => {
    seen.push(request.url ?? '')
    if (!knows(request)) return socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n')
    if (request.url?.startsWith('forbidden.test'))
      return socket.end('HTTP/1.1 403 Forbidden\r\n\r\n')
    const upstream = connect(Number(request.url?.split(':')[1]), '127.0.0.1')
    socket.on('error', () => upstream.destroy())
    upstream.on('error', () => socket.destroy())
    upstream.once('connect', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
      upstream.pipe(socket).pipe(upstream)
    })
  })
  return { seen, port, url: `http://user:${PASSWORD}@127.0.0.1:${port}` }
}

const proxyFailure = expect.objectContaining({
  code: 'HOST_UNREACHABLE',
  data: expect.objectContaining({ reason: 'proxy' }),
})

test('https goes through a tunnel, http by way of the proxy, both with its credentials', async () => {
  const authority = createTestAuthority()
  const identity = authority.issue({ names: ['hub.test'] })
  const secure = await serve((_, response) => response.end('tunnelled'), identity)
  const plain = await serve((_, response) => response.end('forwarded'))
  const proxy = await serveProxy()
  const ask = clientBehind(proxy.url, [authority.certificate])
  expect(await ask(`https://hub.test:${secure.port}/a`)).toBe('tunnelled')
  expect(await ask(`http://hub.test:${plain.port}/b`)).toBe('forwarded')
  expect(proxy.seen).toEqual([`hub.test:${secure.port}`, `http://hub.test:${plain.port}/b`])
})

test('certificates are checked through a tunnel too', async () => {
  const stranger = createTestAuthority().issue({ names: ['hub.test'] })
  const secure = await serve((_, response) => response.end(), stranger)
  const proxy = await serveProxy()
  await expect(clientBehind(proxy.url)(`https://hub.test:${secure.port}`)).rejects.toMatchObject({
    data: { host: `hub.test:${secure.port}`, reason: 'tls' },
  })
})

test('a proxy that refuses, or is not there, is named as the cause', async () => {
  const proxy = await serveProxy()
  const wrong = `http://user:wrong-${PASSWORD}@127.0.0.1:${proxy.port}`
  await expect(clientBehind(wrong)('https://hub.test')).rejects.toEqual(proxyFailure)
  await expect(clientBehind(wrong)('http://hub.test')).rejects.toEqual(proxyFailure)
  await expect(clientBehind(proxy.url)('https://forbidden.test')).rejects.toMatchObject({
    data: { reason: 'proxy', detail: expect.stringContaining('403') },
  })
  const gone = await serve(() => {})
  gone.server.close()
  await once(gone.server, 'close')
  for (const scheme of ['http', 'socks5'])
    for (const target of ['https://hub.test', 'http://hub.test'])
      await expect(
        clientBehind(`${scheme}://user:${PASSWORD}@127.0.0.1:${gone.port}`)(target),
      ).rejects.toEqual(proxyFailure)
})

test('no failure tells the password of the proxy', async () => {
  for (const address of ['http://%:', 'ftp://', 'socks4://', 'http://'])
    await clientBehind(`${address}user:${PASSWORD}@127.0.0.1:9`)('https://hub.test').then(
      () => expect.unreachable(),
      (error: Error) => {
        expect(error).toEqual(proxyFailure)
        expect(error.message + JSON.stringify(error)).not.toContain(PASSWORD)
      },
    )
})

/** A SOCKS5 proxy without passwords, as RFC 1928 has it, that leads every name to this computer. */
async function serveSocks() {
  const names: string[] = []
  const server = createServer((socket: Socket) => {
    socket.on('error', () => {})
    socket.once('data', () => {
      socket.write(Buffer.from([5, 0]))
      socket.once('data', (wish: Buffer) => {
        const length = wish[4] ?? 0
        names.push(wish.subarray(5, 5 + length).toString())
        const upstream = connect(wish.readUInt16BE(5 + length), '127.0.0.1', () => {
          socket.write(Buffer.from([5, 0, 0, 1, 0, 0, 0, 0, 0, 0]))
          upstream.pipe(socket).pipe(upstream)
        })
        upstream.on('error', () => socket.destroy())
      })
    })
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  onTestFinished(() => void server.close())
  return { names, address: `127.0.0.1:${(server.address() as AddressInfo).port}` }
}

test.each(['socks5', 'socks5h', 'socks'])(
  '%s proxies are told names, not addresses',
  async (scheme) => {
    const authority = createTestAuthority()
    const identity = authority.issue({ names: ['hub.test'] })
    const secure = await serve((_, response) => response.end('secure'), identity)
    const plain = await serve((_, response) => response.end('plain'))
    const proxy = await serveSocks()
    const ask = clientBehind(`${scheme}://${proxy.address}`, [authority.certificate])
    expect(await ask(`https://hub.test:${secure.port}`)).toBe('secure')
    expect(await ask(`http://hub.test:${plain.port}`)).toBe('plain')
    expect(proxy.names).toEqual(['hub.test', 'hub.test'])
  },
)
