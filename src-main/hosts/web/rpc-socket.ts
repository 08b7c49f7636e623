import type { IncomingMessage, Server } from 'node:http'
import { STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocket, WebSocketServer } from 'ws'
import { findRoute } from '../routes.ts'
import { type Guard, refuse } from './guard.ts'

/** The part of a socket that oRPC's handler takes, and its end. */
export type RpcSocket = Pick<WebSocket, 'addEventListener' | 'send'> & { close(): void }
export type ServeSocket = (socket: RpcSocket) => void

/** Most bytes of one message: a picture of 50 MB and what goes with it. */
const LARGEST_MESSAGE_BYTES = 64 * 1024 * 1024
/** Bytes that may wait for a slow reader before the sender waits too. */
const WAITING_BYTES = 64 * 1024

/**
 * Takes the upgrades of a server to WebSockets on the RPC route. Everything else that wants to
 * upgrade is refused in plain HTTP.
 */
export function acceptSockets(
  server: Server,
  guard: Guard,
  serveSocket: ServeSocket,
): { close(): void } {
  const sockets = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: LARGEST_MESSAGE_BYTES,
  })
  server.on('upgrade', (request: IncomingMessage, connection: Duplex, head: Buffer) => {
    // A client that vanishes now must not end the process.
    connection.on('error', () => connection.destroy())
    const status = refuseUpgrade(request, guard)
    if (status !== null) return refuseConnection(connection, status)
    sockets.handleUpgrade(request, connection, head, (socket) => {
      socket.on('error', () => socket.terminate())
      serveSocket(withBackpressure(socket))
    })
  })
  return {
    close() {
      for (const socket of sockets.clients) socket.terminate()
      sockets.close()
    },
  }
}

function refuseUpgrade(request: IncomingMessage, guard: Guard): number | null {
  const refusal = refuse(request, guard)
  if (refusal) return refusal.status
  const path = new URL(request.url ?? '/', `http://${guard.host}`).pathname
  return request.method === 'GET' && findRoute(path)?.route.socket ? null : 404
}

function refuseConnection(connection: Duplex, status: number): void {
  const words = STATUS_CODES[status] ?? ''
  connection.end(
    `HTTP/1.1 ${status} ${words}\r\nConnection: close\r\nContent-Length: 0\r\n` +
      'Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\n\r\n',
  )
}

/** oRPC waits for what `send` returns, so a stream to a slow reader slows down at its source. */
function withBackpressure(socket: WebSocket): RpcSocket {
  const send = (data: Parameters<WebSocket['send']>[0]) => {
    if (socket.readyState !== WebSocket.OPEN) return undefined
    if (socket.bufferedAmount <= WAITING_BYTES) return socket.send(data)
    return new Promise<void>((resolve) => socket.send(data, () => resolve()))
  }
  return {
    addEventListener: socket.addEventListener.bind(socket),
    close: () => socket.terminate(),
    send: send as RpcSocket['send'],
  }
}
