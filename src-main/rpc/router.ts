import { implement, type Router } from '@orpc/server'
import { appContract } from '../contract/app-contract.ts'
import { applicationContract } from '../contract/application.ts'
import type { Services } from '../services.ts'
import { createAttachmentRoutes } from './attachment-routes.ts'
import { createChatRoutes } from './chat-routes.ts'
import { createContextRoutes } from './context-routes.ts'
import { createDiscoveryRoutes } from './discovery-routes.ts'
import { createDownloadRoutes } from './download-routes.ts'
import { createLanguageRoutes } from './language-routes.ts'
import { createDraftRoutes } from './draft-routes.ts'
import { createHistoryRoutes } from './history-routes.ts'
import { mapFailures } from './map-failures.ts'
import { createModelRoutes } from './model-routes.ts'
import { createNetworkRoutes } from './network-routes.ts'
import { createPresetRoutes } from './preset-routes.ts'
import { createSearchRoutes } from './search-routes.ts'
import { createSettingsRoutes } from './settings-routes.ts'
import { createTransferRoutes } from './transfer-routes.ts'

/**
 * The contract's one implementation, the same behind a MessagePort and a WebSocket. It only hands
 * validated input to a service. Handlers of streams are plain async functions that return the
 * stream, so that what they check first fails the call, not the stream.
 */
export function createRouter(services: Services): Router<typeof appContract, object> {
  const application = implement(applicationContract).use(mapFailures)
  return implement(appContract).router({
    application: application.router({
      info: application.info.handler(() => services.applicationInfo()),
    }),
    attachments: createAttachmentRoutes(services),
    chats: createChatRoutes(services),
    context: createContextRoutes(services),
    discovery: createDiscoveryRoutes(services),
    downloads: createDownloadRoutes(services),
    languages: createLanguageRoutes(services),
    drafts: createDraftRoutes(services),
    history: createHistoryRoutes(services),
    models: createModelRoutes(services),
    network: createNetworkRoutes(services),
    presets: createPresetRoutes(services),
    search: createSearchRoutes(services),
    settings: createSettingsRoutes(services),
    transfer: createTransferRoutes(services),
  })
}
