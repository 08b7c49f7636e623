/** One request; redirects are not followed, and nothing is retried. */
export interface HttpRequest {
  url: URL
  method?: 'GET' | 'HEAD' | 'POST'
  headers?: Record<string, string>
  body?: string
  signal: AbortSignal
  /**
   * Connect to public addresses only, checked on the address that is really connected to: for hosts
   * that a public host named, which must not lead into this computer or its network.
   */
  publicOnly?: boolean
}

/** An answer whose body has not been read yet; the body is as sent, never decompressed. */
export interface HttpResponse {
  status: number
  /** Names in lower case. */
  headers: Record<string, string>
  url: URL
  /** The bytes as they arrive. Fails with `HOST_UNREACHABLE`: `stalled` after 30 s without a byte. */
  body: AsyncIterable<Uint8Array>
  /** The whole body as text, up to `limitBytes` (1 MiB unless given); the rest is not read. */
  text(limitBytes?: number): Promise<string>
  /** Closes the connection if anything is left to read. */
  discard(): void
}

/**
 * The one way out to the network: proxy, certificates, offline mode and the pauses that hosts ask for
 * are settled inside.
 *
 * Fails with CaratError `HOST_UNREACHABLE`, `OFFLINE`, `HUB_BUSY` (also instead of a request that
 * would come before the host's pause is over) and `REDIRECT_REFUSED` (for `publicOnly`), and with the
 * signal's reason.
 */
export interface HttpClient {
  send(request: HttpRequest): Promise<HttpResponse>
}
