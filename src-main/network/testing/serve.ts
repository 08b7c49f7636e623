import { createServer, type RequestListener, type Server } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import type { TestCertificate } from './make-certificate.ts'

/** For tests: a server on a free port of loopback until the test ends; with TLS if a certificate is given. */
export async function serve(
  listener: RequestListener,
  identity?: TestCertificate,
): Promise<{ url: string; port: number; server: Server }> {
  const server: Server = identity
    ? createSecureServer({ cert: identity.certificate, key: identity.key }, listener)
    : createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return { url: `${identity ? 'https' : 'http'}://127.0.0.1:${port}`, port, server }
}
