import { readFileSync } from 'node:fs'
import { findPackageJSON } from 'node:module'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { createAttachmentStore } from './attachments/attachment-store.ts'
import { clearStrays } from './attachments/clear-strays.ts'
import { createChatService } from './chats/chat-service.ts'
import { refuseChanges } from './chats/refuse-changes.ts'
import { createChatStore } from './chats/chat-store.ts'
import { createContextService } from './chats/context/context-service.ts'
import { createDraftService } from './chats/drafts/draft-service.ts'
import { createSearch } from './chats/search/search-chats.ts'
import { createModelUsage } from './chats/model-usage.ts'
import type { PictureFiles } from './chats/prompt.ts'
import { createExportService } from './chats/transfer/export-service.ts'
import { createImportService } from './chats/transfer/import-service.ts'
import { createTransferFolders } from './chats/transfer/transfer-folders.ts'
import type { ApplicationInfo } from './contract/application.ts'
import { attachmentIdOf } from './contract/attachments.ts'
import type { ForeignStore } from './contract/models.ts'
import { createHistory } from './database/history.ts'
import { openProfile } from './database/open-profile.ts'
import { repeatUpkeep } from './database/repeat-upkeep.ts'
import { createStorageWatch } from './database/storage-watch.ts'
import { createConversationStates } from './inference/conversation-states.ts'
import { createEngineSlot } from './inference/engine-slot.ts'
import { createMachineProbe } from './inference/probe-machine.ts'
import { createTextEngine } from './inference/text-engine.ts'
import { createVisionEngine } from './inference/vision-engine.ts'
import { createVisionEngineBinary } from './inference/vision-engine-binary.ts'
import { createPixels } from './media/pixels-process.ts'
import { DEMO_MODEL_ID } from './models/demo-model.ts'
import { nameInCatalogue, readCatalogue } from './models/catalogue/read-catalogue.ts'
import { createDiscovery } from './models/discovery.ts'
import { createDownloadService, type DownloadService } from './models/downloads/download-service.ts'
import { createFitService } from './models/fit/fit-service.ts'
import { ENGINE_VERSION } from './models/gguf/known-engine.ts'
import { createModelLibrary } from './models/library/model-library.ts'
import { createModelSources } from './models/sources/sources.ts'
import { createNetworkService } from './network/network-service.ts'
import { CaratError } from './platform/carat-error.ts'
import type { Host } from './platform/host.ts'
import { log } from './platform/log.ts'
import { createPresetStore } from './presets/preset-store.ts'
import { createLanguageFiles } from './settings/language-files.ts'
import { createSettingsStore } from './settings/settings-store.ts'

export type Services = Awaited<ReturnType<typeof createServices>>

/**
 * Everything Carat does, put together for one host and one data folder. The picture engine's build,
 * if one is needed, and downloads that were under way start here and go on by themselves.
 *
 * @throws CaratError when the database cannot be opened.
 */
export async function createServices(host: Host) {
  const { dataFolder, resourcesFolder } = host
  const profile = await openProfile({
    dataFolder,
    migrationsFolder: join(resourcesFolder, 'migrations'),
  })
  const { database } = profile
  const writable = profile.storage === 'ok'
  const storage = createStorageWatch(profile.storage)
  const history = createHistory({ database, host, storage })
  const closing = new AbortController()
  const settings = createSettingsStore(database, {
    language: 'system',
    theme: 'system',
    density: 'comfortable',
    // A browser asks its user before it shows any.
    notifications: host.kind === 'electron' ? 'brief' : 'off',
    readAhead: true,
    selectedModelId: DEMO_MODEL_ID,
    simultaneousDownloads: 2,
    downloadSpeedLimit: null,
  })
  const pixels = createPixels(host)
  const visionEngine = createVisionEngineBinary(host)
  const fit = createFitService({
    database,
    probe: createMachineProbe(host),
    memoryInUse: () => engines.memory(),
  })
  const states = createConversationStates(join(dataFolder, 'conversation-states'))
  const engines = createEngineSlot({
    text: createTextEngine(host),
    vision: createVisionEngine(visionEngine, states),
    // While it is being built, words alone are answered by the text engine.
    canUseVision: () => ['ready', 'checking'].includes(visionEngine.state().kind),
    planner: fit.planner,
  })
  const attachments = createAttachmentStore({
    database,
    dataFolder,
    pixels,
    writable,
    inSnapshots: history.attachmentsInSnapshots,
  })

  const network = createNetworkService({ database, host })
  const { http } = network
  const sources = createModelSources(http, network.access)
  const usage = createModelUsage(database)
  const models = await createModelLibrary({
    dataFolder,
    resourcesFolder,
    database,
    engines,
    visionEngine,
    network: {
      http,
      sources,
      limit: { take: (bytes, signal) => downloads.limit.take(bytes, signal) },
    },
    usage,
    fit,
    environment: { homeFolder: homedir(), platform: process.platform, variables: process.env },
  })
  const facts = readCatalogue(resourcesFolder)
  const downloads = createDownloadService({
    database,
    sources,
    http,
    home: models.home,
    settings,
    nameOf: (ref) => nameInCatalogue(facts.models, ref),
    onProgress: (fraction) => host.showProgress(fraction),
  })
  const pictures: PictureFiles = {
    findPicture: attachments.findView,
    findViews: (picture) => attachments.findViews(attachmentIdOf(picture.url), picture),
  }
  const presets = createPresetStore(database)
  const chats = createChatService({
    database,
    engines,
    engineVersion: `${ENGINE_VERSION}, node-llama-cpp ${dependencyVersion('node-llama-cpp')}`,
    models,
    presets,
    pictures,
    forgetConversation: (id) =>
      void states.forget(id).catch((error: unknown) => log.warn({ error })),
    removeUnusedAttachments: attachments.removeUnused,
    storage,
  })
  // From a folder that takes nothing one can still leave.
  const folders = createTransferFolders(
    writable ? dataFolder : join(tmpdir(), `carat-${process.pid}`),
  )
  const exports = createExportService({ database, attachments, folders, host, presets })
  const imports = createImportService({ database, attachments, folders, host, chats, presets })
  const context = createContextService({
    store: createChatStore(database),
    engines,
    models,
    presets,
    pictures: { ...pictures, sidesOf: attachments.get },
  })
  const offered = createOfferedPaths(host)
  void usage.watch(chats.follow(closing.signal))
  void retryWhenReachable(network, downloads, closing.signal)
  void history.watchStorage(closing.signal)
  if (writable)
    void states.clearLeftOver().catch((error: unknown) => {
      log.warn({ error }, 'what an engine had left cannot be cleared away')
    })
  void repeatUpkeep(async () => {
    await history.makeIfDue()
    if (!writable) return
    await clearStrays({ database, dataFolder, inSnapshots: history.attachmentsInSnapshots })
  }, closing.signal)
  models.buildVisionEngine()

  return {
    attachments,
    chats: writable ? chats : refuseChanges(chats, dataFolder),
    history,
    context,
    discovery: createDiscovery({ facts, http, sources, fit }),
    downloads,
    languages: createLanguageFiles(
      [resourcesFolder, dataFolder].map((folder) => join(folder, 'languages')),
    ),
    drafts: createDraftService(database),
    exports,
    imports,
    models: {
      ...models,
      findForeignStores: async (signal?: AbortSignal) =>
        offered.offer(await models.findForeignStores(signal)),
    },
    network,
    presets,
    search: createSearch(database),
    settings,
    /** Null where there is no native dialog, or nothing was chosen in it. */
    chooseFolder: async () => (await host.chooseFolder?.()) ?? null,
    requireAllowedPath: offered.require,
    applicationInfo: (): ApplicationInfo => ({
      version: host.version,
      host: host.kind,
      dataFolder,
      components: {
        Node: process.versions.node,
        SQLite: database.prepare('select sqlite_version()').pluck().get() as string,
        'node-llama-cpp': dependencyVersion('node-llama-cpp'),
      },
    }),
    /** Ends every child process and closes the database; what was acknowledged is on disk. */
    async dispose(): Promise<void> {
      closing.abort()
      await Promise.all([downloads.dispose(), exports.dispose(), imports.dispose()])
      await Promise.all([
        models.dispose(),
        chats.dispose(),
        engines.dispose(),
        pixels.dispose(),
        network.dispose(),
        history.dispose(),
      ])
      visionEngine.dispose()
      profile.close()
    },
  }
}

/** A new token, address or proxy may be what waiting downloads need. */
async function retryWhenReachable(
  network: Pick<ReturnType<typeof createNetworkService>, 'follow'>,
  downloads: DownloadService,
  signal: AbortSignal,
): Promise<void> {
  for await (const _ of network.follow(signal)) downloads.retryAccess()
}

/** Paths the window may name: what the host allows, and what Carat itself found and offered. */
function createOfferedPaths(host: Pick<Host, 'allowsPath'>) {
  const offered = new Set<string>()
  return {
    offer(stores: ForeignStore[]): ForeignStore[] {
      for (const { path } of stores) offered.add(path)
      return stores
    },
    /** @throws CaratError `FOLDER_UNAVAILABLE` */
    require(path: string): void {
      if (!host.allowsPath(path) && !offered.has(path))
        throw new CaratError('FOLDER_UNAVAILABLE', { path })
    },
  }
}

/** Version of an installed dependency; its package.json need not be among its exports. */
function dependencyVersion(name: string): string {
  const file = findPackageJSON(name, import.meta.url)
  if (!file) return ''
  return z.object({ version: z.string() }).parse(JSON.parse(readFileSync(file, 'utf8'))).version
}
