import type { IncomingMessage, ServerResponse } from 'node:http'
import type { TestCertificate } from '../../src-main/network/testing/make-certificate.ts'
import { type Accounts, createAccounts } from './accounts.ts'
import { applyFault } from './apply-fault.ts'
import { storageRoute } from './cdn.ts'
import { type Exchange, type Route, segmentsOf } from './exchange.ts'
import { createFaultControl, type FaultControl } from './faults.ts'
import { type HubSettings, type HubState, standardSettings } from './hub-state.ts'
import { huggingFaceApi } from './huggingface-api.ts'
import { huggingFaceFiles } from './huggingface-files.ts'
import { modelScope } from './modelscope-api.ts'
import type { OllamaModel } from './ollama-model.ts'
import { ollamaRegistry } from './ollama-registry.ts'
import { withinQuota } from './quota.ts'
import { createRepository, type HubRepository, type RepositoryPlan } from './repository.ts'
import { createRequestLog, type HubRequest, type RequestLog } from './request-log.ts'
import { type ServerControl, startServer } from './server.ts'
import { createSigner } from './signed-url.ts'
import { standardOllamaModels, standardRepositories } from './standard-content.ts'

export interface HubOptions {
  /** Instead of the standard content. */
  repositories?: RepositoryPlan[]
  ollamaModels?: OllamaModel[]
  settings?: Partial<HubSettings>
  /** Speaks TLS with this certificate. */
  certificate?: TestCertificate
  /** Names clients know the servers by, where a proxy leads them here; else their own addresses. */
  names?: { hub: string; cdn: string }
  /** 0 or nothing takes free ones. */
  ports?: { hub: number; cdn: number }
}

/** A hub for tests: Hugging Face's protocol, Ollama's and ModelScope's on one address, and its CDN. */
export interface Hub {
  /** Without a slash at its end. */
  endpoint: string
  /** Another host: `localhost` where the hub is `127.0.0.1`. */
  cdnEndpoint: string
  ports: { hub: number; cdn: number }
  requests: RequestLog
  faults: FaultControl
  settings: HubSettings
  accounts: Accounts
  repository(name: string): HubRepository
  addRepository(plan: RepositoryPlan): HubRepository
  addOllamaModel(model: OllamaModel): void
  /** Makes every signed address so far too old. */
  expireSignatures(): void
  /** Closes both servers and every connection; connecting is refused until `goOnline`. */
  goOffline(): Promise<void>
  goOnline(): Promise<void>
  /** Resets every open connection, as a change of network does. */
  dropConnections(): void
  /** No faults, no log, no licences, standard settings; content stays. */
  reset(): void
  close(): Promise<void>
}

/** Starts a hub on loopback. */
export async function startHub(options: HubOptions = {}): Promise<Hub> {
  const state = await createState(options)
  const tls = options.certificate
  const hubServer = await startServer(options.ports?.hub ?? 0, tls, handler(state, 'hub'))
  const cdnServer = await startServer(options.ports?.cdn ?? 0, tls, handler(state, 'cdn'))
  const servers: ServerControl[] = [hubServer, cdnServer]
  const scheme = tls ? 'https' : 'http'
  const { names } = options
  state.endpoint = names ? `${scheme}://${names.hub}` : `${scheme}://127.0.0.1:${hubServer.port}`
  state.cdnEndpoint = names ? `${scheme}://${names.cdn}` : `${scheme}://localhost:${cdnServer.port}`
  const { requests, faults, settings, accounts } = state

  return {
    endpoint: state.endpoint,
    cdnEndpoint: state.cdnEndpoint,
    ports: { hub: hubServer.port, cdn: cdnServer.port },
    requests,
    faults,
    settings,
    accounts,
    repository(name) {
      const found = state.repositories.get(name)
      if (!found) throw new Error(`the hub has no ${name}`)
      return found
    },
    addRepository(plan) {
      const repository = createRepository(plan)
      state.repositories.set(plan.name, repository)
      return repository
    },
    addOllamaModel: (model) => void state.ollamaModels.set(model.name, model),
    expireSignatures: () => state.signer.expireAll(),
    goOffline: async () => void (await Promise.all(servers.map((server) => server.stop()))),
    goOnline: async () => void (await Promise.all(servers.map((server) => server.start()))),
    dropConnections: () => servers.forEach((server) => server.dropConnections()),
    reset() {
      faults.clear()
      requests.clear()
      accounts.reset()
      Object.assign(settings, standardSettings, options.settings)
    },
    close: async () => void (await Promise.all(servers.map((server) => server.stop()))),
  }
}

async function createState(options: HubOptions): Promise<HubState> {
  const repositories = options.repositories ?? (await standardRepositories())
  const ollamaModels = options.ollamaModels ?? standardOllamaModels()
  return {
    endpoint: '',
    cdnEndpoint: '',
    repositories: new Map(repositories.map((plan) => [plan.name, createRepository(plan)])),
    ollamaModels: new Map(ollamaModels.map((model) => [model.name, model])),
    accounts: createAccounts(),
    signer: createSigner(),
    stored: new Map(),
    faults: createFaultControl(),
    requests: createRequestLog(),
    settings: { ...standardSettings, ...options.settings },
  }
}

const routes: Record<HubRequest['server'], Route[]> = {
  hub: [withinQuota, ollamaRegistry, modelScope, huggingFaceApi, huggingFaceFiles],
  cdn: [storageRoute],
}

function handler(hub: HubState, server: HubRequest['server']) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const log = hub.requests.begin(server, request)
    response.once('close', () => {
      log.ended = response.writableFinished ? 'whole' : 'broken'
      hub.requests.changed()
    })
    const path = request.url ?? '/'
    const base = server === 'hub' ? hub.endpoint : hub.cdnEndpoint
    const exchange: Exchange = {
      request,
      response,
      url: new URL(path, base),
      segments: segmentsOf(path),
      act: hub.faults.take(log),
      log,
      hub,
    }
    if (await applyFault(exchange)) return
    for (const route of routes[server]) {
      // The first that answers ends the search.
      // oxlint-disable-next-line no-await-in-loop
      if (await route(exchange)) return
    }
  }
}
