import { createServer, type RequestListener } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo, Socket } from 'node:net'
import type { TestCertificate } from '../../src-main/network/testing/make-certificate.ts'

/** A server that can go away and come back on the same port. */
export interface ServerControl {
  port: number
  start(): Promise<void>
  /** Refuses connections from now on and ends the open ones. */
  stop(): Promise<void>
  /** Resets what is open; new connections are welcome. */
  dropConnections(): void
}

/** Starts a server on 127.0.0.1; port 0 takes a free one. */
export async function startServer(
  port: number,
  identity: TestCertificate | undefined,
  handle: (...parameters: Parameters<RequestListener>) => Promise<void>,
): Promise<ServerControl> {
  const sockets = new Set<Socket>()
  const listener: RequestListener = (request, response) => {
    handle(request, response).catch((error: unknown) => {
      // A client that went away is the ordinary end of many tests.
      if (!response.destroyed) response.destroy(error instanceof Error ? error : undefined)
    })
  }
  const server = identity
    ? createTlsServer({ cert: identity.certificate, key: identity.key }, listener)
    : createServer(listener)
  // Tests keep connections in silence for longer than these would allow.
  server.requestTimeout = 0
  server.headersTimeout = 0
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.setNoDelay(true)
    socket.once('close', () => sockets.delete(socket))
    socket.on('error', () => socket.destroy())
  })
  const listen = (on: number) =>
    new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(on, '127.0.0.1', () => {
        server.off('error', reject)
        resolve()
      })
    })
  const dropConnections = () => {
    for (const socket of sockets) socket.resetAndDestroy()
  }
  await listen(port)
  const own = (server.address() as AddressInfo).port
  return {
    port: own,
    start: async () => {
      if (!server.listening) await listen(own)
    },
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        dropConnections()
      }),
    dropConnections,
  }
}
