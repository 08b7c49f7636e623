import { net, protocol } from 'electron'
import { fileResponse } from '../file-response.ts'
import { securityHeaders } from '../security-headers.ts'
import type { HandleWindowRequest } from '../window-files.ts'
import { WINDOW_HOST, WINDOW_SCHEME } from './window-origin.ts'

/**
 * Makes `app:` a real origin. Must run before the app is ready. `corsEnabled` belongs beside
 * `supportFetchAPI`: without it pages of other origins could read this scheme (CVE-2026-70604).
 */
export function registerWindowScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: WINDOW_SCHEME,
      privileges: {
        standard: true,
        secure: true,
        supportFetchAPI: true,
        stream: true,
        corsEnabled: true,
      },
    },
  ])
}

/**
 * Answers the window's requests from its files.
 *
 * @param developmentServer address of Vite while developing; it then answers all but pictures, and
 *   the window keeps its origin.
 * @param takeOpened the file behind a path, for files the system opened Carat with
 */
export function serveWindow(
  handle: HandleWindowRequest,
  developmentServer: string | null,
  takeOpened: (pathname: string) => string | null,
): void {
  protocol.handle(WINDOW_SCHEME, (request) => {
    const url = new URL(request.url)
    if (url.host !== WINDOW_HOST) return new Response('Not found\n', { status: 404 })
    const opened = takeOpened(url.pathname)
    if (opened !== null) {
      const headers = { ...securityHeaders, 'Cache-Control': 'no-store' }
      return fileResponse(request, opened, {
        ...headers,
        'Content-Type': 'application/octet-stream',
      })
    }
    if (developmentServer && !url.pathname.startsWith('/attachments/'))
      return net.fetch(new URL(url.pathname + url.search, developmentServer).href)
    return handle(request)
  })
}
