import { renderings } from '../contract/attachments.ts'

/** What answers a path: the window's own files, a picture's rendering, an export, or the RPC socket. */
type RouteName = 'window' | 'rendering' | 'export' | 'rpc'

export interface Route {
  name: RouteName
  /** Matched against the whole path as the client wrote it, so no encoded form slips through. */
  pattern: RegExp
  /** Only ever a WebSocket upgrade, and only in the web host. */
  socket: boolean
  /** A path of this route, for the test that tries every route without access. */
  example: string
}

/** Every path a host answers. What is not here does not exist. */
export const routes: readonly Route[] = [
  { name: 'rpc', pattern: /^\/rpc$/, socket: true, example: '/rpc' },
  {
    name: 'rendering',
    pattern: new RegExp(`^/attachments/(?<id>[0-9a-f]{64})/(?<rendering>${renderings.join('|')})$`),
    socket: false,
    example: `/attachments/${'0'.repeat(64)}/${renderings[0]}`,
  },
  {
    name: 'export',
    pattern: /^\/exports\/(?<id>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/,
    socket: false,
    example: '/exports/00000000-0000-4000-8000-000000000000',
  },
  // Plain names only: the list of files decides, this just keeps odd spellings away from it.
  {
    name: 'window',
    pattern: /^\/(?:[\w-]+\/)*[\w.-]*$/,
    socket: false,
    example: '/',
  },
]

/** The route of a path and the parts its pattern names, or null. */
export function findRoute(path: string): { route: Route; parts: Record<string, string> } | null {
  for (const route of routes) {
    const match = route.pattern.exec(path)
    if (match) return { route, parts: { ...match.groups } }
  }
  return null
}
