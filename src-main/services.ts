import { readFileSync } from 'node:fs'
import { findPackageJSON } from 'node:module'
import { join } from 'node:path'
import { z } from 'zod'
import { createAttachmentStore } from './attachments/attachment-store.ts'
import { createChatService } from './chats/chat-service.ts'
import type { ApplicationInfo } from './contract/application.ts'
import { openDatabase } from './database/open-database.ts'
import { createEngineSlot } from './inference/engine-slot.ts'
import { createTextEngine } from './inference/text-engine.ts'
import { createVisionEngine } from './inference/vision-engine.ts'
import { createVisionEngineBinary } from './inference/vision-engine-binary.ts'
import { createPixels } from './media/pixels-process.ts'
import { DEMO_MODEL_ID } from './models/demo-model.ts'
import { createModelLibrary } from './models/model-library.ts'
import type { Host } from './platform/host.ts'
import { createSettingsStore } from './settings/settings-store.ts'

export type Services = Awaited<ReturnType<typeof createServices>>

/**
 * Everything Carat does, put together for one host and one data folder. The picture engine's build,
 * if one is needed, starts here and goes on by itself.
 *
 * @throws CaratError when the database cannot be opened.
 */
export async function createServices(host: Host) {
  const { dataFolder, resourcesFolder } = host
  const database = openDatabase({
    dataFolder,
    migrationsFolder: join(resourcesFolder, 'migrations'),
  })
  const pixels = createPixels(host)
  const visionEngine = createVisionEngineBinary(host)
  const engines = createEngineSlot({
    text: createTextEngine(host),
    vision: createVisionEngine(visionEngine),
    // While it is being built, words alone are answered by the text engine.
    canUseVision: () => ['ready', 'checking'].includes(visionEngine.state().kind),
  })
  const attachments = createAttachmentStore({ database, dataFolder, pixels })
  const models = await createModelLibrary({
    resourcesFolder,
    modelsFolder: join(dataFolder, 'models'),
    engines,
    visionEngine,
  })
  const chats = createChatService({
    database,
    engines,
    models,
    readPicture: (id) => attachments.readView(id),
  })
  const settings = createSettingsStore(database, {
    language: 'system',
    theme: 'system',
    selectedModelId: DEMO_MODEL_ID,
  })
  models.buildVisionEngine()

  return {
    attachments,
    chats,
    models,
    settings,
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
      models.dispose()
      await Promise.all([chats.dispose(), engines.dispose(), pixels.dispose()])
      visionEngine.dispose()
      database.close()
    },
  }
}

/** Version of an installed dependency; its package.json need not be among its exports. */
function dependencyVersion(name: string): string {
  const file = findPackageJSON(name, import.meta.url)
  if (!file) return ''
  return z.object({ version: z.string() }).parse(JSON.parse(readFileSync(file, 'utf8'))).version
}
