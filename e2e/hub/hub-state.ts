import type { Accounts } from './accounts.ts'
import type { Content } from './content.ts'
import type { FaultControl } from './faults.ts'
import type { OllamaModel } from './ollama-model.ts'
import type { HubRepository } from './repository.ts'
import type { RequestLog } from './request-log.ts'
import type { Signer } from './signed-url.ts'

/** What can be turned while a hub runs. */
export interface HubSettings {
  /** Bytes a second on each connection of the CDN; null for as fast as it goes. */
  bytesPerSecond: number | null
  /** Entries of a page of listings. */
  pageSize: number
  /** How long signed addresses hold. */
  signatureSeconds: number
  /** What the CDN calls a file's version: a tag of its own, the hub's sha256, or nothing. */
  cdnEtag: 'own' | 'linked' | 'none'
  /** Requests allowed in a window; null for no end. */
  quota: { requests: number; windowSeconds: number } | null
}

export const standardSettings: HubSettings = {
  bytesPerSecond: null,
  pageSize: 50,
  signatureSeconds: 3600,
  cdnEtag: 'own',
  quota: null,
}

/** Everything one hub knows; shared by its two servers and its control. */
export interface HubState {
  endpoint: string
  cdnEndpoint: string
  /** By `owner/name`. */
  repositories: Map<string, HubRepository>
  /** By `namespace/name:tag`. */
  ollamaModels: Map<string, OllamaModel>
  accounts: Accounts
  signer: Signer
  /** What the CDN has been told of, by sha256. */
  stored: Map<string, Content>
  faults: FaultControl
  requests: RequestLog
  settings: HubSettings
}
