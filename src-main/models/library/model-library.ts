import type { Fit } from '../../contract/fit.ts'
import type { LoadOptions } from '../../contract/load-options.ts'
import type { MeasureEvent, ModelsSnapshot } from '../../contract/models.ts'
import type { Database } from '../../database/open-database.ts'
import type { EngineModel } from '../../inference/engine.ts'
import type { EngineSlot } from '../../inference/engine-slot.ts'
import type { VisionEngineBinary } from '../../inference/vision-engine-binary.ts'
import { createBroadcast } from '../../platform/broadcast.ts'
import { CaratError } from '../../platform/carat-error.ts'
import { log } from '../../platform/log.ts'
import { readCatalogue } from '../catalogue/read-catalogue.ts'
import { readDemoModel } from '../demo-model.ts'
import type { FitService } from '../fit/fit-service.ts'
import { createDownloadHome } from './download-home.ts'
import { createFileTasks } from './file-tasks.ts'
import { findSameModel, type NotedModel } from './find-same-model.ts'
import { importFile } from './import-file.ts'
import { createInspectionStore } from './inspection-store.ts'
import { createLibraryCommands } from './library-commands.ts'
import { type LibraryContext, requireModel } from './library-context.ts'
import { measureModel } from '../measure-model.ts'
import { createMeasureStore } from '../measure-store.ts'
import { createLibraryScanner } from './library-scanner.ts'
import { createLoadAdvice } from './load-advice.ts'
import { createModelStore } from './model-store.ts'
import { isSameDrive, type SameDrive } from './move-model.ts'
import { createMoveStore } from './move-store.ts'
import { openLibrary } from './open-library.ts'
import { createScanRecord } from './record-scans.ts'
import { createRemovals } from './removal.ts'
import type { RepairNetwork } from './repair-model.ts'
import { createRootStore } from './root-store.ts'
import { createRootScanner } from './scan-root.ts'
import { isListed } from './stored-model.ts'
import { findForeignStores } from './stores/find-foreign-stores.ts'
import type { StoreEnvironment } from './stores/store-places.ts'
import { suspectCrashed } from './suspect-crashed.ts'
import { toEngineModel } from './to-engine-model.ts'
import { toModel, toModelRoot } from './to-model.ts'
import { createThrottle } from './throttle.ts'
import type { UsageSource } from './usage.ts'

/** What the library needs; folders are absolute. */
export interface ModelLibraryParts {
  dataFolder: string
  resourcesFolder: string
  database: Database
  engines: Pick<EngineSlot, 'changes' | 'preload' | 'stateOf' | 'unload' | 'use'>
  visionEngine: VisionEngineBinary
  /** For repairs. */
  network: RepairNetwork
  usage: UsageSource
  fit: Pick<FitService, 'fitFacts' | 'machine'>
  /** Where other programs keep their models is found from it. */
  environment: StoreEnvironment
  /** Whether files can be moved by renaming; asks the system unless given. */
  isSameDrive?: SameDrive
}

export type ModelLibrary = Awaited<ReturnType<typeof createModelLibrary>>

/** The models on this computer: what they are, where they lie, and how each stands with its engine. */
export async function createModelLibrary(parts: ModelLibraryParts) {
  const { database, engines, fit, usage, visionEngine } = parts
  const demo = readDemoModel(parts.resourcesFolder)
  const advise = createLoadAdvice(readCatalogue(parts.resourcesFolder).models, demo)
  const closing = new AbortController()
  const changes = createBroadcast<ModelsSnapshot>()
  let sequence = 0

  const store = createModelStore(database)
  const measures = createMeasureStore(database)
  const moves = createMoveStore(database)
  const roots = createRootStore(database, { dataFolder: parts.dataFolder, demoFolder: demo.folder })
  const record = createScanRecord(database, store)
  const scanRoot = createRootScanner(createInspectionStore(database), store.list)

  const snapshot = (): ModelsSnapshot => {
    const used = usage.read()
    const measured = measures.read()
    const folders = new Map(roots.list().map((root) => [root.id, root]))
    const models = store.list().flatMap((model) => {
      const root = folders.get(model.rootId ?? '')
      if (!root || !isListed(model)) return []
      const { sampling } = advise(model)
      return [
        toModel(
          context,
          { model, root },
          used.get(model.id),
          sampling,
          measured.get(model.id) ?? null,
        ),
      ]
    })
    const shown = [...folders.values()].flatMap(({ kind, ...root }) =>
      kind === 'demo' ? [] : [toModelRoot(context, { ...root, kind })],
    )
    return {
      sequence,
      models: models.toSorted((one, other) => Number(other.demo) - Number(one.demo)),
      adapters: scanner.adapters(),
      // A folder of which single files were used is there for them alone.
      roots: shown.filter(({ id, models: count }) => count > 0 || folders.get(id)?.whole),
      removed: removals.list(),
      visionEngine: visionEngine.state(),
    }
  }
  const publish = () => {
    if (closing.signal.aborted) return
    sequence += 1
    changes.publish(snapshot())
  }
  const publishSoon = createThrottle(publish)

  const tasks = createFileTasks(publishSoon)
  const scanner = createLibraryScanner({
    listRoots: roots.list,
    scanRoot,
    record,
    isBusy: tasks.isRunning,
    onSeen: publish,
    signal: closing.signal,
  })
  const context: LibraryContext = { store, roots, scanner, tasks, engines }
  const removals = createRemovals(context, publish)
  const commands = createLibraryCommands({
    context,
    moves,
    removals,
    publish,
    network: parts.network,
    isSameDrive: parts.isSameDrive ?? isSameDrive,
  })
  const forever = (signal?: AbortSignal) =>
    signal ? AbortSignal.any([signal, closing.signal]) : closing.signal

  const fitModel = async (
    modelId: string,
    choose: (own: LoadOptions) => LoadOptions,
    signal: AbortSignal | undefined,
  ): Promise<Fit> => {
    const { model } = requireModel(context, modelId)
    const options = choose(model.options)
    const { facts, name, projectorFacts } = model
    if (!facts) throw new CaratError('MODEL_FILE_MISSING', { modelName: name })
    const contextSize = options.contextSize ?? advise(model).contextSize
    const chosen = new Set(options.adapters.map(({ adapterId }) => adapterId))
    const adapterBytes = scanner
      .adapters()
      .reduce((sum, { bytes, id }) => sum + (chosen.has(id) ? bytes : 0), 0)
    const wanted = { ...options, contextSize }
    const limit = forever(signal)
    return await fit.fitFacts(facts, projectorFacts, wanted, modelId, limit, adapterBytes)
  }

  await openLibrary({ context, moves, removals, record, scanRoot, signal: closing.signal })
  const following = [engines.changes(closing.signal), visionEngine.follow(closing.signal)]
  for (const changed of [...following, usage.changes(closing.signal)])
    void (async () => {
      for await (const _ of changed) publishSoon()
    })()
  void suspectCrashed(context, engines.changes(closing.signal))

  return {
    ...commands,
    /** @throws CaratError `MODEL_NOT_FOUND`, `MODEL_FILE_MISSING`, `MODEL_BUSY`, and what is wrong with its files */
    get: (modelId: string): EngineModel => toEngineModel(context, modelId, advise),
    /** The same. */
    engineModel: (modelId: string): EngineModel => toEngineModel(context, modelId, advise),
    /** What tells its files from others. @throws CaratError `MODEL_NOT_FOUND` */
    identify(modelId: string) {
      const { facts, files, fingerprint } = requireModel(context, modelId).model
      const quantization = facts?.quantization ?? null
      return { quantization, fingerprint, sha256: files[0]?.sha256 ?? null }
    },
    /** Which model a note means, also one from another computer. */
    findSame: (noted: NotedModel) => findSameModel(store.list(), noted),
    /** Begins another look at the folders, and follows every change. */
    follow(signal: AbortSignal | undefined) {
      void scanner.scan()
      return changes.follow(signal, snapshot)
    },
    /** Starts loading and returns; the snapshot tells how it goes. @throws as `get` */
    load(modelId: string): void {
      void engines.preload(toEngineModel(context, modelId, advise))
    },
    /** Frees its memory when its replies have ended. @throws CaratError `MODEL_NOT_FOUND` */
    unload(modelId: string): void {
      requireModel(context, modelId)
      void engines.unload(modelId)
    },
    /**
     * Measures how fast it is here, and keeps the result.
     *
     * @throws as `get`, at once; as `measureModel` in the stream
     */
    measure(modelId: string, signal?: AbortSignal): AsyncGenerator<MeasureEvent, void, void> {
      const model = toEngineModel(context, modelId, advise)
      const measuring = measureModel(engines, model, forever(signal))
      return (async function* () {
        measures.keep(modelId, yield* measuring)
        publish()
      })()
    },
    /** Builds the picture engine if it is not there; the snapshot tells how it goes. */
    buildVisionEngine(): void {
      visionEngine.prepare(closing.signal).catch((error: unknown) => {
        if (!closing.signal.aborted) log.warn({ error }, 'the picture engine is not available')
      })
    },
    machine: (signal?: AbortSignal) => fit.machine(forever(signal)),
    /** What these options would cost in memory. @throws CaratError `MODEL_NOT_FOUND`, `MODEL_FILE_MISSING` while nothing is known of it */
    fit: (modelId: string, options: LoadOptions, signal?: AbortSignal) =>
      fitModel(modelId, () => options, signal),
    /** The same for the model's own options with some of them changed. @throws as `fit` */
    fitWith: (modelId: string, change: Partial<LoadOptions>, signal?: AbortSignal) =>
      fitModel(modelId, (own) => ({ ...own, ...change }), signal),
    findForeignStores: (signal?: AbortSignal) =>
      findForeignStores(parts.environment, forever(signal)),
    /** Uses a file where it lies. @throws as `importFile` of its own file */
    async importFile(path: string, signal?: AbortSignal): Promise<string> {
      const id = await importFile(context, record, path, forever(signal))
      publish()
      void scanner.scan()
      return id
    },
    /** Looks at all folders again and waits for what is found. */
    rescan: () => scanner.scan(),
    /** For downloads. */
    home: createDownloadHome(context, database, closing.signal, publish),
    /** Ends all work on files; the database may be closed afterwards. */
    async dispose(): Promise<void> {
      closing.abort()
      removals.dispose()
      await tasks.dispose()
      await scanner.settle()
    },
  }
}
