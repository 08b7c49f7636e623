import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request as httpRequest } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { routes } from '../routes.ts'
import { createWindowFiles } from '../window-files.ts'
import { type HttpServer, startHttpServer } from './http-server.ts'

let folder: string
let server: HttpServer
let served: number

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'carat-http-'))
  mkdirSync(join(folder, 'renderer'))
  writeFileSync(join(folder, 'renderer/index.html'), '<!doctype html>Carat')
  served = 0
  server = await startHttpServer({
    port: 0,
    handleWindowRequest: createWindowFiles({
      rendererFolder: join(folder, 'renderer'),
      dataFolder: join(folder, 'data'),
    }),
    serveSocket(socket) {
      served += 1
      socket.addEventListener('message', (event) => socket.send(event.data as Buffer))
    },
  })
})
afterEach(async () => {
  await server.close()
  rmSync(folder, { recursive: true, force: true })
})

interface Answer {
  status: number
  headers: Record<string, string | string[] | undefined>
  text: string
}

/** Sends the path exactly as it is written; `fetch` would tidy it first. */
function ask(path: string, method = 'GET', headers: Record<string, string> = {}): Promise<Answer> {
  const { hostname, port } = new URL(server.url)
  return new Promise((resolve, reject) => {
    httpRequest({ hostname, port, path, method, headers, agent: false }, (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text }),
      )
    })
      .on('error', reject)
      .end()
  })
}

async function signIn(link = server.issueLink()): Promise<string> {
  const answer = await ask(link.slice(server.url.length - 1))
  expect(answer.status).toBe(303)
  expect(answer.headers.location).toBe('/')
  const [cookie = ''] = answer.headers['set-cookie'] ?? []
  expect(cookie).toMatch(/^carat-\d+=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/$/)
  return cookie.split(';')[0] ?? ''
}

/** Resolves to 101 for a socket that opened (left open), or the status that refused it. */
function upgrade(path: string, headers: Record<string, string>): Promise<number> {
  const url = server.url.replace('http:', 'ws:').replace(/\/$/, path)
  const socket = new WebSocket(url, { headers })
  return new Promise((resolve) => {
    socket.on('open', () => resolve(101))
    socket.on('unexpected-response', (request, response) => {
      request.destroy()
      resolve(response.statusCode ?? 0)
    })
    socket.on('error', () => {})
  })
}

const origin = () => server.url.replace(/\/$/, '')
const methods = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS']
const paths = [...routes.map((route) => route.example), '/unknown', '/assets/x.js', '/?token=', '*']

describe('without access', () => {
  test.each(methods)('%s gets nothing from any route', async (method) => {
    for (const path of paths) {
      for (const cookie of ['', 'carat-1=x', `carat-${new URL(server.url).port}=x`]) {
        const answer = await ask(path, method, { cookie, origin: origin() })
        expect([400, 403], `${method} ${path}`).toContain(answer.status)
        expect(answer.text).not.toContain('doctype')
        expect(answer.headers['set-cookie']).toBeUndefined()
      }
    }
  })

  test('no WebSocket opens', async () => {
    for (const path of ['/rpc', '/', '/unknown'])
      expect(await upgrade(path, { origin: origin() })).toBe(403)
    expect(served).toBe(0)
  })

  test('a wrong token is refused in words, and guessing does not spend the right one', async () => {
    const link = server.issueLink()
    const answer = await ask(`/?token=${'A'.repeat(43)}`)
    expect(answer.status).toBe(403)
    expect(answer.text).toContain('Use the window you opened first')
    await signIn(link)
  })
})

describe('with access', () => {
  test('a link works once and its cookie from then on', async () => {
    const link = server.issueLink()
    const cookie = await signIn(link)
    const path = link.slice(server.url.length - 1)
    expect((await ask(path)).status).toBe(403)
    expect((await ask(path, 'GET', { cookie })).status).toBe(303)
    for (let visit = 0; visit < 2; visit += 1)
      expect((await ask('/', 'GET', { cookie })).text).toContain('Carat')
    const second = await signIn()
    expect(second).not.toBe(cookie)
    expect((await ask('/', 'GET', { cookie })).status).toBe(200)
  })

  test('another Host is misdirected, even with the cookie', async () => {
    const cookie = await signIn()
    const { port } = new URL(server.url)
    for (const host of [`localhost:${port}`, `evil.test:${port}`, '127.0.0.1', `[::1]:${port}`])
      expect((await ask('/', 'GET', { cookie, host })).status, host).toBe(421)
    expect(await upgrade('/rpc', { cookie, origin: origin(), host: `evil.test:${port}` })).toBe(421)
  })

  test('another Origin is refused, and none is too where something could change', async () => {
    const cookie = await signIn()
    const foreign = ['http://evil.test', 'null', 'http://127.0.0.1:1', `${origin()}.evil.test`]
    for (const wrong of foreign) {
      expect((await ask('/', 'GET', { cookie, origin: wrong })).status).toBe(403)
      expect(await upgrade('/rpc', { cookie, origin: wrong })).toBe(403)
    }
    expect(await upgrade('/rpc', { cookie })).toBe(403)
    for (const method of ['POST', 'PUT', 'DELETE']) {
      expect((await ask('/', method, { cookie })).status).toBe(403)
      expect((await ask('/', method, { cookie, origin: origin() })).status).toBe(405)
    }
    expect(served).toBe(0)
  })

  test('odd targets are refused before they are looked up', async () => {
    const cookie = await signIn()
    for (const path of ['http://evil.test/', '//evil.test/', '/../x', '/a/../', '/%2e%2e/x', '*'])
      expect((await ask(path, 'GET', { cookie })).status, path).toBe(400)
  })

  test('the RPC route upgrades, carries messages, and is nothing in plain HTTP', async () => {
    const cookie = await signIn()
    const socket = new WebSocket(server.url.replace('http:', 'ws:') + 'rpc', {
      headers: { cookie, origin: origin() },
    })
    const echoed = new Promise((resolve) => socket.on('message', resolve))
    await new Promise((resolve) => socket.on('open', resolve))
    socket.send(Buffer.alloc(5_000_000, 1))
    expect((await echoed) as Buffer).toHaveLength(5_000_000)
    expect((await ask('/rpc', 'GET', { cookie })).status).toBe(404)
    expect(await upgrade('/', { cookie, origin: origin() })).toBe(404)
    expect(await upgrade('/rpcx', { cookie, origin: origin() })).toBe(404)
    const closed = new Promise((resolve) => socket.on('close', resolve))
    await server.close()
    await closed
  })
})

test('every answer carries the security headers', async () => {
  const cookie = await signIn()
  for (const answer of [await ask('/'), await ask('/', 'GET', { cookie }), await ask('/x')]) {
    expect(answer.headers['content-security-policy']).toContain(`frame-ancestors 'none'`)
    expect(answer.headers['cross-origin-opener-policy']).toBe('same-origin')
    expect(answer.headers['cross-origin-resource-policy']).toBe('same-origin')
    expect(answer.headers['referrer-policy']).toBe('no-referrer')
    expect(answer.headers['permissions-policy']).toContain('camera=()')
    expect(answer.headers['permissions-policy']).not.toContain('clipboard')
    expect(answer.headers['cache-control']).toBe('no-store')
  }
})

test('a taken port is an error', async () => {
  const port = Number(new URL(server.url).port)
  const options = { handleWindowRequest: async () => new Response(), serveSocket: () => {} }
  await expect(startHttpServer({ port, ...options })).rejects.toMatchObject({ code: 'EADDRINUSE' })
})
