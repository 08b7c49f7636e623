import { createSecureContext } from 'node:tls'
import { Agent, buildConnector, type Dispatcher, Pool, ProxyAgent } from 'undici'
import { lookupPublic } from './address-ranges.ts'
import { mapNetworkError, ProxyFailedError, wordsOfError } from './map-network-error.ts'

type Connector = buildConnector.connector

/** Kept-alive connections, apart for each way of making them. */
export interface Dispatchers {
  /**
   * @param host for messages, with its port
   * @param proxy `http:`, `https:` or `socks5:` address with credentials; null to connect directly
   * @throws CaratError `HOST_UNREACHABLE` (`proxy`) for a kind of proxy that is not spoken
   */
  get(host: string, proxy: string | null, publicOnly: boolean): Dispatcher
  /** Ends every connection; requests under way fail with the error. */
  destroy(error: Error): Promise<void>
}

/**
 * @param options.certificates authorities to trust, asked for once, when TLS is first needed
 * @param options.connectTimeout milliseconds for name, connection and TLS together
 */
export function createDispatchers(options: {
  certificates(): string[]
  connectTimeout: number
}): Dispatchers {
  const plain = { allowH2: false, timeout: options.connectTimeout }
  let context: ReturnType<typeof createSecureContext> | null = null
  // Reading hundreds of certificates takes a tenth of a second, so it is done once and late.
  const secure = () => {
    context ??= createSecureContext({ ca: options.certificates() })
    return { ...plain, secureContext: context }
  }

  function createDirect(extra: { lookup?: typeof lookupPublic }): Dispatcher {
    const toPlain = buildConnector({ ...plain, ...extra })
    let toSecure: Connector | null = null
    const connect: Connector = (target, callback) => {
      if (target.protocol !== 'https:') return toPlain(target, callback)
      toSecure ??= buildConnector({ ...secure(), ...extra })
      toSecure(target, callback)
    }
    return new Agent({ allowH2: false, connect })
  }

  function createProxy(address: string): Dispatcher {
    const uri = new URL(address.replace(/^socks(5h?)?:/i, 'socks5:'))
    if (!['http:', 'https:', 'socks5:'].includes(uri.protocol))
      throw new Error(`${uri.protocol.slice(0, -1)} proxies are not supported`)
    return new ProxyAgent({
      uri: uri.href,
      allowH2: false,
      connectTimeout: options.connectTimeout,
      requestTls: secure(),
      ...(uri.protocol === 'https:' && { proxyTls: secure() }),
      clientFactory: (origin, pool) => new Pool(origin, markProxyErrors(pool)),
      // Plain http goes to the proxy itself, everything else through a tunnel to the host.
      factory: (origin, pool) =>
        new Pool(origin, String(origin) === uri.href ? markProxyErrors(pool) : pool),
    })
  }

  const dispatchers = new Map<string, Dispatcher>()
  const obtain = (key: string, create: () => Dispatcher) => {
    const dispatcher = dispatchers.get(key) ?? create()
    dispatchers.set(key, dispatcher)
    return dispatcher
  }
  return {
    get(host, proxy, publicOnly) {
      if (proxy === null && publicOnly)
        return obtain('public', () => createDirect({ lookup: lookupPublic }))
      if (proxy === null) return obtain('direct', () => createDirect({}))
      // A proxy resolves names itself, so that only what an address says can be checked before.
      try {
        return obtain(proxy, () => createProxy(proxy))
      } catch (error) {
        // Not the words of a bad address: they would repeat it, with its password.
        const words = error instanceof TypeError ? 'not an address' : wordsOfError(error)
        throw mapNetworkError(new ProxyFailedError(words), host)
      }
    },
    async destroy(error) {
      const all = [...dispatchers.values()]
      dispatchers.clear()
      await Promise.all(all.map((dispatcher) => dispatcher.destroy(error)))
    },
  }
}

/** So that a proxy that cannot be reached is not taken for the host. */
function markProxyErrors(options: { connect?: Connector }): object {
  const { connect } = options
  if (typeof connect !== 'function') return options
  const marked: Connector = (target, callback) =>
    connect(target, (...[error, socket]) => {
      if (error === null) callback(null, socket)
      else callback(new ProxyFailedError(wordsOfError(error), { cause: error }), null)
    })
  return { ...options, connect: marked }
}
