import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { renderingFile } from '../attachments/rendering-file.ts'
import { renderingPath } from '../contract/attachments.ts'
import { downloadPath } from '../contract/transfer.ts'
import { createWindowFiles, type HandleWindowRequest } from './window-files.ts'

const root = mkdtempSync(join(tmpdir(), 'carat-window-'))
const id = 'ab'.repeat(32)
const picture = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.alloc(92, 7)])
let handle: HandleWindowRequest

function put(file: string, content: string | Buffer) {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, content)
}

beforeAll(() => {
  const rendererFolder = join(root, 'renderer')
  const dataFolder = join(root, 'data')
  put(join(rendererFolder, 'index.html'), '<!doctype html>')
  put(join(rendererFolder, 'assets/index-abc123.js'), 'export {}')
  put(join(root, 'secret.txt'), 'secret')
  put(join(dataFolder, 'carat.db'), 'secret')
  put(renderingFile(dataFolder, id, 'thumbnail'), picture)
  handle = createWindowFiles({ rendererFolder, dataFolder })
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

const get = (path: string, init?: RequestInit) =>
  handle(new Request(`http://127.0.0.1:1${path}`, init))

test('the page is never kept, its hashed files for ever', async () => {
  const page = await get('/')
  expect(page.status).toBe(200)
  expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8')
  expect(page.headers.get('cache-control')).toBe('no-store')
  const script = await get('/assets/index-abc123.js')
  expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
  expect(script.headers.get('cache-control')).toContain('immutable')
  expect(await script.text()).toBe('export {}')
})

test('a rendering is served whole, in ranges and as a head', async () => {
  const path = renderingPath(id, 'thumbnail')
  const whole = await get(path)
  expect(whole.headers.get('content-type')).toBe('image/png')
  expect(Buffer.from(await whole.arrayBuffer())).toEqual(picture)
  const part = await get(path, { headers: { Range: 'bytes=90-' } })
  expect(part.status).toBe(206)
  expect(part.headers.get('content-range')).toBe('bytes 90-99/100')
  expect((await part.arrayBuffer()).byteLength).toBe(10)
  expect((await get(path, { headers: { Range: 'bytes=100-' } })).status).toBe(416)
  const head = await get(path, { method: 'HEAD' })
  expect(head.headers.get('content-length')).toBe('100')
  expect(await head.text()).toBe('')
  expect((await get(renderingPath(id, 'display'))).status).toBe(404)
})

test('only GET and HEAD, and always the security headers', async () => {
  const refused = await get('/', { method: 'POST' })
  expect(refused.status).toBe(405)
  for (const response of [refused, await get('/'), await get('/none')]) {
    expect(response.headers.get('content-security-policy')).toContain(`default-src 'none'`)
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    expect(response.headers.get('cross-origin-embedder-policy')).toBe('require-corp')
  }
})

const steps = ['../', '..\\', '%2e%2e/', '%2e%2e%2f', '..%2f', '..%5c', '%252e%252e%252f', '....//']
const more = ['.%2e/', '%2e./', '..;/', '%c0%ae%c0%ae/', '%uff0e%uff0e/', '..%00/', '..%0d%0a/']
const targets = ['secret.txt', 'data/carat.db']
const traversals = [
  ...[...steps, ...more].flatMap((step) =>
    targets.flatMap((target) => [`/${step}${target}`, `/assets/${step}${step}${target}`]),
  ),
  `/attachments/${id}/thumbnail/../../../carat.db`,
  `/attachments/${id}/..%2f..%2fcarat.db`,
  `/attachments/../../${id}/thumbnail`,
  `/attachments/${id.toUpperCase()}/thumbnail`,
  `/attachments/${id}/original`,
  `/attachments/${id}/thumbnail%00.png`,
  `/attachments/${id}/Thumbnail`,
  '/file:///etc/passwd',
  '/C:/Windows/win.ini',
  '/c%3a%5cwindows%5cwin.ini',
  '/index.html/../../secret.txt',
  '/assets',
  '/assets/',
  '/assets/index-abc123.js/',
  '/assets/index-abc123.js%00',
  '/assets/INDEX-ABC123.js.map',
  '/__proto__',
  '/constructor',
]

test(`${traversals.length} ways out of the folder lead nowhere`, async () => {
  expect(traversals.length).toBeGreaterThanOrEqual(50)
  for (const path of traversals) {
    const response = await get(path)
    expect(response.status, path).toBe(404)
    expect(await response.text(), path).not.toContain('secret')
  }
})

test('an export is sent to be saved, once, under its own name', async () => {
  const file = join(root, 'export')
  put(file, 'all of it')
  const waiting = new Map([['00000000-0000-4000-8000-000000000000', '对话 (1).zip']])
  let taken = 0
  const handleExports = createWindowFiles({
    rendererFolder: join(root, 'renderer'),
    dataFolder: join(root, 'data'),
    takeExport(exportId) {
      const name = waiting.get(exportId)
      waiting.delete(exportId)
      return name === undefined ? null : { file, name, taken: async () => void (taken += 1) }
    },
  })
  const path = downloadPath('00000000-0000-4000-8000-000000000000')
  const sent = await handleExports(new Request(`http://127.0.0.1:1${path}`))
  expect(sent.headers.get('content-type')).toBe('application/octet-stream')
  expect(sent.headers.get('content-disposition')).toBe(
    "attachment; filename*=UTF-8''%E5%AF%B9%E8%AF%9D%20%281%29.zip",
  )
  expect(sent.headers.get('cache-control')).toBe('no-store')
  expect(await sent.text()).toBe('all of it')
  await vi.waitFor(() => expect(taken).toBe(1))
  expect((await handleExports(new Request(`http://127.0.0.1:1${path}`))).status).toBe(404)
  expect((await get(path)).status).toBe(404)
})
