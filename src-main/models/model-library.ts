import type { Model, ModelsSnapshot } from '../contract/models.ts'
import type { EngineModel } from '../inference/engine.ts'
import type { EngineSlot } from '../inference/engine-slot.ts'
import type { VisionEngineBinary } from '../inference/vision-engine-binary.ts'
import { createBroadcast } from '../platform/broadcast.ts'
import { CaratError } from '../platform/carat-error.ts'
import { log } from '../platform/log.ts'
import { readDemoModel } from './demo-model.ts'
import type { InstalledModel } from './installed-model.ts'
import { readModelsFolder } from './models-folder.ts'

/** What the library needs; folders are absolute. */
export interface ModelLibraryParts {
  resourcesFolder: string
  modelsFolder: string
  engines: EngineSlot
  visionEngine: VisionEngineBinary
}

export type ModelLibrary = Awaited<ReturnType<typeof createModelLibrary>>

/** The models on this computer and how each stands with its engine. */
export async function createModelLibrary(parts: ModelLibraryParts) {
  const { resourcesFolder, modelsFolder, engines, visionEngine } = parts
  const demo = readDemoModel(resourcesFolder)
  let installed: InstalledModel[] = [demo]
  let sequence = 0
  const changes = createBroadcast<ModelsSnapshot>()

  const snapshot = (): ModelsSnapshot => ({
    sequence,
    models: installed.map(toModel),
    visionEngine: visionEngine.state(),
  })
  const toModel = (model: InstalledModel): Model => ({
    id: model.id,
    name: model.name,
    demo: model.demo,
    pictures: model.projectorPath !== null,
    bytes: model.bytes,
    state: engines.stateOf(model.id),
  })
  const publish = () => {
    sequence += 1
    changes.publish(snapshot())
  }

  const rescan = async () => {
    installed = [demo, ...(await readModelsFolder(modelsFolder))]
    publish()
  }
  const get = (modelId: string): InstalledModel => {
    const model = installed.find(({ id }) => id === modelId)
    if (!model) throw new CaratError('MODEL_NOT_FOUND', { modelId })
    return model
  }

  const closing = new AbortController()
  const publishOn = async (changed: AsyncIterable<unknown>) => {
    for await (const _ of changed) publish()
  }
  void publishOn(engines.changes(closing.signal))
  void publishOn(visionEngine.follow(closing.signal))
  await rescan()

  return {
    /** @throws CaratError `MODEL_NOT_FOUND` */
    get,
    /** @throws CaratError `MODEL_NOT_FOUND` */
    engineModel: (modelId: string): EngineModel => get(modelId),
    /** Looks at the models folder again, then follows every change. */
    async follow(signal: AbortSignal | undefined) {
      await rescan()
      return changes.follow(signal, snapshot)
    },
    /** Starts loading and returns; the snapshot tells how it goes. @throws CaratError `MODEL_NOT_FOUND` */
    load(modelId: string): void {
      void engines.preload(get(modelId))
    },
    /** Builds the picture engine if it is not there; the snapshot tells how it goes. */
    buildVisionEngine(): void {
      visionEngine.prepare(closing.signal).catch((error: unknown) => {
        if (!closing.signal.aborted) log.warn({ error }, 'the picture engine is not available')
      })
    },
    dispose: () => closing.abort(),
  }
}
