import { onTestFinished } from 'vitest'
import { createModelSources } from '../../src-main/models/sources/sources.ts'
import type { ModelSources } from '../../src-main/models/sources/model-source.ts'
import { createHttpClient, type Timeouts } from '../../src-main/network/http-client.ts'
import type { HttpClient } from '../../src-main/network/http.ts'
import { createTestAuthority } from '../../src-main/network/testing/make-certificate.ts'
import { type Proxy, startProxy } from '../hub/proxy.ts'
import { type Hub, type HubOptions, startHub } from '../hub/start-hub.ts'

/** Carat's own way to a hub. */
export interface Reach {
  http: HttpClient
  sources: ModelSources
  /** Whose token is sent; null for nobody's. */
  token: string | null
  offline: boolean
}

/** How a test differs from the usual. */
export interface ReachOptions {
  endpoint: string
  proxy?: string
  certificates?: string[]
  timeouts?: Partial<Timeouts>
}

/** The services that reach hubs, real but for waits that suit a test. */
export function reachHub(options: ReachOptions): Reach {
  const http = createHttpClient({
    offline: () => reach.offline,
    proxyFor: async () => options.proxy ?? null,
    certificates: () => options.certificates ?? [],
    timeouts: { connect: 2000, firstByte: 2000, stall: 500, ...options.timeouts },
  })
  onTestFinished(() => http.disconnect(new Error('the test ended')))
  const access = { endpoint: () => options.endpoint, token: async () => reach.token }
  const reach: Reach = {
    http,
    sources: createModelSources(http, access),
    token: null,
    offline: false,
  }
  return reach
}

/** A hub that ends with the test. */
export async function openHub(options: HubOptions = {}): Promise<Hub> {
  const hub = await startHub(options)
  onTestFinished(() => hub.close())
  return hub
}

/** A hub that looks public: names of its own, TLS, and a proxy as the only way there. */
export interface PublicHub {
  hub: Hub
  proxy: Proxy
  reach: ReachOptions & { proxy: string; certificates: string[] }
}

/** Starts one; its hosts are `hub.carat.test` and `cdn.carat.test`. */
export async function openPublicHub(
  options: Pick<HubOptions, 'repositories' | 'settings'> = {},
): Promise<PublicHub> {
  const names = { hub: 'hub.carat.test', cdn: 'cdn.carat.test' }
  const authority = createTestAuthority()
  const certificate = authority.issue({ names: Object.values(names) })
  const hub = await openHub({ ...options, names, certificate })
  const hosts = { [names.hub]: hub.ports.hub, [names.cdn]: hub.ports.cdn }
  const proxy = await startProxy({ hosts })
  onTestFinished(() => proxy.close())
  return {
    hub,
    proxy,
    reach: {
      endpoint: hub.endpoint,
      proxy: proxy.address,
      certificates: [authority.certificate],
    },
  }
}

/** A signal that never aborts. */
export const { signal } = new AbortController()

/** What a promise fails with, as a code and its data. */
export async function failureOf(
  promise: Promise<unknown>,
): Promise<{ code: unknown; data: unknown }> {
  try {
    await promise
  } catch (error) {
    if (error instanceof Error && 'code' in error && 'data' in error)
      return { code: error.code, data: error.data }
    throw error
  }
  throw new Error('it did not fail')
}
