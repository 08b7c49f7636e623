import type { SourceKind } from '../contract/model-sources.ts'
import type { HostTest, NetworkState } from '../contract/network.ts'
import type { Database } from '../database/open-database.ts'
import { createBroadcast } from '../platform/broadcast.ts'
import { CaratError } from '../platform/carat-error.ts'
import type { Host } from '../platform/host.ts'
import { isLoopbackName } from './address-ranges.ts'
import {
  isHiddenPassword,
  parseHubAddress,
  parseProxyAddress,
  proxyWithPassword,
} from './hub-address.ts'
import { createHttpClient, type HttpClientOptions } from './http-client.ts'
import type { HubAccess } from './hub-access.ts'
import { createHubToken, type Environment } from './hub-token.ts'
import { createNetworkSettings } from './network-settings.ts'
import { trySource } from './try-source.ts'

const PROXY_SECRET = 'proxy-password'

/**
 * How Carat reaches hubs: what `contract/network.ts` offers, and for the other services the one HTTP
 * client, the addresses and the token. Secrets stay in here and in the host's store.
 *
 * @param options.certificates see `HttpClientOptions`; tests bring their own
 */
export function createNetworkService(options: {
  database: Database
  host: Pick<Host, 'secrets' | 'resolveProxy'>
  environment?: Environment
  homeFolder?: string
  certificates?: HttpClientOptions['certificates']
}) {
  const { host, environment = process.env } = options
  const { secrets } = host
  const settings = createNetworkSettings(options.database, environment)
  const hubToken = createHubToken({
    environment,
    secrets,
    ...(options.homeFolder !== undefined && { homeFolder: options.homeFolder }),
  })
  const changes = createBroadcast<NetworkState>()
  let token: NetworkState['token'] = { present: false, from: null, storage: secrets.storage }

  const read = (): NetworkState => ({ ...settings.read(), token })
  const publish = () => changes.publish(read())

  async function findToken(): Promise<string | null> {
    const found = await hubToken.find()
    const known = { present: found !== null, from: found?.from ?? null, storage: secrets.storage }
    const isNews = known.present !== token.present || known.from !== token.from
    token = known
    if (isNews) publish()
    return found?.token ?? null
  }

  async function proxyFor(url: URL): Promise<string | null> {
    const { mode, address } = settings.read().proxy
    if (mode === 'none' || isLoopbackName(url.hostname)) return null
    if (mode === 'system') return await host.resolveProxy(url.href)
    return proxyWithPassword(address, await secrets.read(PROXY_SECRET))
  }

  const http = createHttpClient({
    offline: () => settings.offline().value,
    proxyFor,
    ...(options.certificates && { certificates: options.certificates }),
  })
  const access: HubAccess = {
    endpoint: (source) => parseHubAddress(settings.endpoint(source).value),
    token: findToken,
  }

  async function* follow(signal: AbortSignal | undefined) {
    await findToken()
    yield* changes.follow(signal, read)
  }

  return {
    http,
    access,
    follow,
    /** Null goes back to the default. @throws CaratError `ADDRESS_INVALID` */
    setEndpoint(source: SourceKind, address: string | null): void {
      settings.setEndpoint(source, address)
      publish()
    },
    /** Going offline also ends what is under way. */
    async setOffline(offline: boolean): Promise<void> {
      settings.setOffline(offline)
      publish()
      if (settings.offline().value) await http.disconnect(new CaratError('OFFLINE', {}))
    },
    /**
     * Keeps a password among the secrets. The address counts for `manual` only; the other modes keep
     * the one that is there. @throws CaratError `ADDRESS_INVALID`
     */
    async setProxy(mode: NetworkState['proxy']['mode'], address: string): Promise<void> {
      if (mode === 'manual') {
        const { shown, password } = parseProxyAddress(address)
        if (!isHiddenPassword(password)) await secrets.write(PROXY_SECRET, password)
        settings.setProxy({ mode, address: shown })
      } else settings.setProxy({ mode, address: settings.read().proxy.address })
      publish()
    },
    /** Null forgets it. */
    async setToken(entered: string | null): Promise<void> {
      await hubToken.write(entered)
      await findToken()
    },
    test: (source: SourceKind, signal: AbortSignal | undefined): Promise<HostTest> =>
      trySource(http, access, source, signal ?? new AbortController().signal),
    /** Ends every connection. */
    dispose: () => http.disconnect(new Error('Carat ends')),
  }
}
