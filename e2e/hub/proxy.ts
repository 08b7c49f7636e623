import { type IncomingMessage, request as sendRequest, type ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'

export interface ProxyOptions {
  user?: { name: string; password: string }
  /** Where names lead, by `host:port` or `host`; others go where they say if that is loopback. */
  hosts?: Record<string, number>
  /** `refuse` answers 502 to everything, `silent` nothing at all. */
  mode?: 'work' | 'refuse' | 'silent'
}

/** A proxy for tests, as companies have them. */
export interface Proxy {
  /** `http://127.0.0.1:port`, without user and password. */
  address: string
  /** `host:port` of everything it was asked for, refused or not. */
  asked: string[]
  /** Ends every connection; new ones are welcome. */
  dropConnections(): void
  close(): Promise<void>
}

/** Starts a proxy on loopback that tunnels (CONNECT) and forwards plain http. */
export async function startProxy(options: ProxyOptions = {}): Promise<Proxy> {
  const { hosts = {}, mode = 'work', user } = options
  const asked: string[] = []
  const sockets = new Set<Socket>()
  const wanted = user && `Basic ${Buffer.from(`${user.name}:${user.password}`).toString('base64')}`

  const refusal = (request: IncomingMessage): string | null => {
    if (wanted && request.headers['proxy-authorization'] !== wanted) {
      return '407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm="test"'
    }
    return mode === 'refuse' ? '502 Bad Gateway' : null
  }
  /** Only this machine is ever reached, whatever was asked for. */
  const portOf = (host: string, port: number): number | null => {
    const known = hosts[`${host}:${port}`] ?? hosts[host]
    if (known !== undefined) return known
    return host === '127.0.0.1' || host === 'localhost' ? port : null
  }

  const server = createServer((request, response) => forward(request, response))
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket)).on('error', () => socket.destroy())
  })
  server.on('connect', (request: IncomingMessage, socket: Socket, head: Buffer) => {
    const [host = '', port = '443'] = (request.url ?? '').split(':')
    asked.push(`${host}:${port}`)
    const refused = refusal(request)
    const target = portOf(host, Number(port))
    if (mode === 'silent') return
    if (refused || target === null) {
      socket.end(`HTTP/1.1 ${refused ?? '502 Bad Gateway'}\r\nContent-Length: 0\r\n\r\n`)
      return
    }
    const upstream = connect(target, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n')
      upstream.write(head)
      upstream.pipe(socket).pipe(upstream)
    })
    upstream.on('error', () => socket.destroy()).once('close', () => socket.destroy())
    socket.once('close', () => upstream.destroy())
  })

  function forward(request: IncomingMessage, response: ServerResponse): void {
    const url = new URL(request.url ?? '/', 'http://unknown.invalid')
    asked.push(`${url.hostname}:${url.port || '80'}`)
    const refused = refusal(request)
    const target = portOf(url.hostname, Number(url.port || '80'))
    if (mode === 'silent') return
    if (refused || target === null) {
      response.writeHead(Number(refused?.slice(0, 3) ?? 502)).end()
      return
    }
    const { 'proxy-authorization': _, 'proxy-connection': __, ...headers } = request.headers
    const upstream = sendRequest(
      {
        host: '127.0.0.1',
        port: target,
        path: url.pathname + url.search,
        headers,
        method: request.method,
      },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers)
        answer.pipe(response)
      },
    )
    upstream.on('error', () => response.destroy())
    request.pipe(upstream)
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  const dropConnections = () => {
    for (const socket of sockets) socket.destroy()
  }
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    dropConnections,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        dropConnections()
      }),
  }
}
