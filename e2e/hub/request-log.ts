import type { IncomingMessage } from 'node:http'

/** One request as it reached a server, and what became of it. */
export interface HubRequest {
  number: number
  server: 'hub' | 'cdn'
  /** Same number, same connection. */
  connection: number
  /** Milliseconds of the monotonic clock, when it came. */
  at: number
  method: string
  /** Path and query, decoded where they can be. */
  path: string
  /** Names in lower case. */
  headers: Record<string, string | undefined>
  /** 0 until it is answered. */
  status: number
  /** Bytes of the body that were handed to the connection. */
  sentBytes: number
  ended: 'open' | 'whole' | 'broken'
}

/** Everything that was asked of a hub, oldest first. */
export interface RequestLog {
  all(): HubRequest[]
  /** Those whose path matches. */
  matching(path: RegExp): HubRequest[]
  clear(): void
  /** Resolves when a request (one that came already counts too) is as wanted. */
  until(wanted: (request: HubRequest) => boolean): Promise<HubRequest>
  begin(server: HubRequest['server'], message: IncomingMessage): HubRequest
  /** To be called when something about a request changed. */
  changed(): void
}

export function createRequestLog(): RequestLog {
  let requests: HubRequest[] = []
  let last = 0
  const connections = new WeakMap<object, number>()
  let lastConnection = 0
  let waiting: (() => void)[] = []

  const changed = () => {
    const woken = waiting
    waiting = []
    for (const wake of woken) wake()
  }
  return {
    all: () => requests,
    matching: (path) => requests.filter((request) => path.test(request.path)),
    clear() {
      requests = []
    },
    async until(wanted) {
      for (;;) {
        const found = requests.find(wanted)
        if (found) return found
        // One after another on purpose: each change may be the wanted one.
        // oxlint-disable-next-line no-await-in-loop
        await new Promise<void>((resolve) => waiting.push(resolve))
      }
    },
    begin(server, message) {
      const connection = connections.get(message.socket) ?? ++lastConnection
      connections.set(message.socket, connection)
      const request: HubRequest = {
        number: ++last,
        server,
        connection,
        at: performance.now(),
        method: message.method ?? 'GET',
        path: decodeAll(message.url ?? '/'),
        headers: Object.fromEntries(
          Object.entries(message.headers).map(([name, value]) => [name, String(value)]),
        ),
        status: 0,
        sentBytes: 0,
        ended: 'open',
      }
      requests.push(request)
      changed()
      return request
    },
    changed,
  }
}

function decodeAll(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
