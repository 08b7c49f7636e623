import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream as NodeReadableStream } from 'node:stream/web'
import { log } from '../../platform/log.ts'
import { securityHeaders } from '../security-headers.ts'
import type { HandleWindowRequest } from '../window-files.ts'
import { createAccess } from './access-token.ts'
import { type Guard, refuse, signInToken } from './guard.ts'
import { acceptSockets, type ServeSocket } from './rpc-socket.ts'

export interface HttpServer {
  /** Where the window is, without a token: `http://127.0.0.1:PORT/`. */
  url: string
  /** A link that signs one browser in, once. */
  issueLink(): string
  /** Ends every connection at once. */
  close(): Promise<void>
}

/**
 * Serves the window on loopback, to browsers that came by a link of this process.
 *
 * @param port 0 picks a free one.
 * @throws when the port is taken (`EADDRINUSE`).
 */
export async function startHttpServer(options: {
  port: number
  handleWindowRequest: HandleWindowRequest
  serveSocket: ServeSocket
}): Promise<HttpServer> {
  const server = createServer()
  await listen(server, options.port)
  const { port } = server.address() as AddressInfo
  const host = `127.0.0.1:${port}`
  const cookieName = `carat-${port}`
  const guard: Guard = { host, access: createAccess(cookieName) }

  server.on('request', (request, response) => {
    answer(request, response).catch((error: unknown) => {
      log.warn({ error }, 'request failed')
      response.destroy()
    })
  })
  const sockets = acceptSockets(server, guard, options.serveSocket)

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const token = signInToken(request, guard)
    if (token !== null) {
      const session = guard.access.redeem(token)
      if (session !== null || guard.access.admits(request.headers.cookie)) {
        const cookie = `${cookieName}=${session}; HttpOnly; SameSite=Strict; Path=/`
        return end(response, 303, '', {
          Location: '/',
          ...(session !== null && { 'Set-Cookie': cookie }),
        })
      }
    }
    const refusal = refuse(request, guard)
    if (refusal) return end(response, refusal.status, refusal.words)
    await send(response, await options.handleWindowRequest(toRequest(request, host)))
  }

  return {
    url: `http://${host}/`,
    issueLink: () => `http://${host}/?token=${guard.access.issueToken()}`,
    async close() {
      sockets.close()
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
    },
  }
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      server.off('error', reject)
      resolve()
    })
  })
}

function end(
  response: ServerResponse,
  status: number,
  text: string,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, {
    ...securityHeaders,
    'Cache-Control': 'no-store',
    'Content-Type': 'text/plain; charset=utf-8',
    Connection: 'close',
    ...headers,
  })
  response.end(text)
}

/** Method, address and headers only: no route reads a body. */
function toRequest(request: IncomingMessage, host: string): Request {
  const headers = new Headers()
  const { range } = request.headers
  if (range) headers.set('Range', range)
  return new Request(`http://${host}${request.url}`, { method: request.method ?? 'GET', headers })
}

async function send(response: ServerResponse, answer: Response): Promise<void> {
  response.writeHead(answer.status, Object.fromEntries(answer.headers))
  if (!answer.body) return void response.end()
  // A browser that leaves in the middle of a picture is no failure.
  await pipeline(
    Readable.fromWeb(answer.body as unknown as NodeReadableStream<Uint8Array>),
    response,
  ).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error
  })
}
