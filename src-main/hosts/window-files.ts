import { readdirSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { extname, join, sep } from 'node:path'
import { renderingFile } from '../attachments/rendering-file.ts'
import type { Rendering } from '../contract/attachments.ts'
import { answerExport, type ExportedFile } from './answer-export.ts'
import { fileResponse } from './file-response.ts'
import { findRoute } from './routes.ts'
import { securityHeaders } from './security-headers.ts'

export type HandleWindowRequest = (request: Request) => Promise<Response>

const mediaTypes: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
  '.webp': 'image/webp',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
}

const FOREVER = 'private, max-age=31536000, immutable'

/**
 * Answers everything the window loads: its own bundle and the renderings of pictures. Both hosts
 * use this one function. Paths are looked up in a list of the bundle's files made once, never
 * joined to a folder, so there is nothing to traverse.
 */
export function createWindowFiles(folders: {
  rendererFolder: string
  dataFolder: string
  /** A finished export by its id, once; missing where exports are saved by other means. */
  takeExport?: (id: string) => ExportedFile | null
}): HandleWindowRequest {
  const bundle = listBundle(folders.rendererFolder)

  async function answer(request: Request): Promise<Response> {
    const found = findRoute(new URL(request.url).pathname)
    if (!found || found.route.socket) return notFound()
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return new Response('Only GET\n', { status: 405, headers: { Allow: 'GET, HEAD' } })
    if (found.route.name === 'rendering')
      return answerRendering(request, folders.dataFolder, found.parts)
    if (found.route.name === 'export') {
      const file = folders.takeExport?.(found.parts['id'] ?? '')
      return file ? answerExport(file) : notFound()
    }
    const path = new URL(request.url).pathname
    const file = bundle.get(path)
    if (!file) return notFound()
    return fileResponse(request, file, {
      'Cache-Control': path.startsWith('/assets/') ? FOREVER : 'no-store',
      'Content-Type': mediaTypes[extname(file)] ?? 'application/octet-stream',
    })
  }

  return async (request) => {
    const response = await answer(request)
    for (const [name, value] of Object.entries(securityHeaders)) response.headers.set(name, value)
    if (!response.headers.has('Cache-Control')) response.headers.set('Cache-Control', 'no-store')
    return response
  }
}

const notFound = () => new Response('Not found\n', { status: 404 })

/** Every file of the bundle by the path it is asked for; the page itself is `/`. */
function listBundle(folder: string): ReadonlyMap<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
  return new Map(
    files.map((file) => {
      const path = file.slice(folder.length).split(sep).join('/')
      return [path === '/index.html' ? '/' : path, file]
    }),
  )
}

async function answerRendering(
  request: Request,
  dataFolder: string,
  { id = '', rendering = '' }: Record<string, string>,
): Promise<Response> {
  const file = renderingFile(dataFolder, id, rendering as Rendering)
  const mediaType = await pictureType(file)
  if (!mediaType) return notFound()
  return fileResponse(request, file, { 'Cache-Control': FOREVER, 'Content-Type': mediaType })
}

/** The picture format of a file by its first bytes, or null if it is missing or not a picture. */
async function pictureType(file: string): Promise<string | null> {
  const handle = await open(file).catch(() => null)
  if (!handle) return null
  try {
    const { buffer } = await handle.read(Buffer.alloc(12), 0, 12, 0)
    if (buffer.subarray(0, 4).toString('latin1') === '\x89PNG') return 'image/png'
    if (buffer.subarray(0, 2).toString('latin1') === '\xff\xd8') return 'image/jpeg'
    if (buffer.subarray(8, 12).toString('latin1') === 'WEBP') return 'image/webp'
    return null
  } finally {
    await handle.close()
  }
}
