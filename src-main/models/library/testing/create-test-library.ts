import { join, resolve } from 'node:path'
import { type Database, openDatabase } from '../../../database/open-database.ts'
import { createEngineSlot } from '../../../inference/engine-slot.ts'
import { createMachineProbe } from '../../../inference/probe-machine.ts'
import { createTextEngine } from '../../../inference/text-engine.ts'
import { createVisionEngine } from '../../../inference/vision-engine.ts'
import { createVisionEngineBinary } from '../../../inference/vision-engine-binary.ts'
import { createHttpClient } from '../../../network/http-client.ts'
import type { ChildEntry, ChildHandle } from '../../../platform/host.ts'
import { createSourceHost } from '../../../testing/source-host.ts'
import { createSpeedLimit } from '../../downloads/speed-limit.ts'
import { createFitService } from '../../fit/fit-service.ts'
import type { ModelSources } from '../../sources/model-source.ts'
import { createModelLibrary } from '../model-library.ts'

export const resourcesFolder = resolve(import.meta.dirname, '../../../../resources')
export const demoFolder = join(resourcesFolder, 'demo-model')

/** What differs from one test to the next. */
export interface TestLibraryOptions {
  dataFolder: string
  homeFolder: string
  /** Where repairs fetch from, if the test repairs. */
  sources?: ModelSources
  /** Makes moves copy, as they do from drive to drive. */
  otherDrives?: boolean
}

/** For tests: the library of a data folder as it is in Carat, with a home folder of its own. */
export async function createTestLibrary(options: TestLibraryOptions) {
  const { dataFolder, homeFolder, otherDrives, sources } = options
  const source = createSourceHost(dataFolder)
  const children: ChildHandle[] = []
  const host = {
    ...source,
    spawnChild: (entry: ChildEntry) => {
      const child = source.spawnChild(entry)
      children.push(child)
      return child
    },
  }
  const migrationsFolder = join(resourcesFolder, 'migrations')
  const database: Database = openDatabase({ dataFolder, migrationsFolder })
  const visionEngine = createVisionEngineBinary(host)
  const engines = createEngineSlot({
    text: createTextEngine(host),
    vision: createVisionEngine(visionEngine),
    // Models here are asked in words only, by children of the host that a test can end.
    canUseVision: () => false,
  })
  const http = createHttpClient({ offline: () => false, proxyFor: async () => null })
  const fit = createFitService({
    database,
    probe: createMachineProbe(host),
    memoryInUse: () => engines.memory(),
  })
  const limit = createSpeedLimit(() => null)
  const library = await createModelLibrary({
    dataFolder,
    resourcesFolder,
    database,
    engines,
    visionEngine,
    fit,
    network: { http, limit, sources: sources ?? ({} as ModelSources) },
    usage: {
      read: () => new Map(),
      async *changes() {},
    },
    environment: { homeFolder, platform: 'linux', variables: {} },
    ...(otherDrives && { isSameDrive: async () => false }),
  })
  return {
    library,
    database,
    /** Processes it started, the latest last. */
    children,
    async close(): Promise<void> {
      await library.dispose()
      await engines.dispose()
      await http.disconnect(new Error('the test ended'))
      database.close()
    },
  }
}
