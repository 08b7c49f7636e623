import { realpath, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { LoadOptions } from '../../contract/load-options.ts'
import type { RootKind } from '../../contract/models.ts'
import { CaratError } from '../../platform/carat-error.ts'
import { requireWritableRoot } from './download-home.ts'
import {
  type LibraryContext,
  releaseModel,
  requireModel,
  requireOwnedModel,
  requirePresentModel,
} from './library-context.ts'
import type { MoveStore } from './move-store.ts'
import { moveModel, type SameDrive } from './move-model.ts'
import type { Removals } from './removal.ts'
import { type RepairNetwork, repairModel } from './repair-model.ts'
import { CARAT_ROOT_ID, DEMO_ROOT_ID, isOwned } from './root-store.ts'
import { recognizeStore } from './stores/recognize-store.ts'
import { verifyModel } from './verify-model.ts'

/**
 * What the user can do with models and folders. Long work is begun and goes on in the background.
 *
 * @param publish tells everyone who follows
 */
export function createLibraryCommands(parts: {
  context: LibraryContext
  moves: MoveStore
  removals: Removals
  network: RepairNetwork
  isSameDrive: SameDrive
  publish: () => void
}) {
  const { context, isSameDrive, moves, network, publish, removals } = parts
  const { roots, scanner, store, tasks } = context
  const told =
    <Input extends unknown[]>(command: (...input: Input) => void | Promise<void>) =>
    async (...input: Input): Promise<void> => {
      await command(...input)
      publish()
    }

  return {
    /** @throws CaratError `MODEL_NOT_FOUND` */
    rename: told((modelId: string, name: string) => {
      requireModel(context, modelId)
      store.rename(modelId, name)
    }),
    /** They hold from the next load on. @throws CaratError `MODEL_NOT_FOUND` */
    setOptions: told((modelId: string, options: LoadOptions) => {
      requireModel(context, modelId)
      store.setOptions(modelId, options)
    }),
    remove: told(removals.remove),
    restore: told(removals.restore),
    purge: told(removals.purge),

    /** @throws CaratError `MODEL_NOT_FOUND`, `MODEL_FILE_MISSING`, `MODEL_NOT_OWNED`, `MODEL_BUSY`, `FOLDER_UNAVAILABLE`, `FOLDER_NOT_WRITABLE` */
    async move(modelId: string, rootId: string): Promise<void> {
      const placed = requireOwnedModel(context, modelId)
      const target = await requireWritableRoot(context, rootId)
      if (target.id === placed.root.id) return
      tasks.start(placed.model, 'moving', async (progress, signal) => {
        await moveModel({ context, moves, placed, target }, isSameDrive, progress, signal)
        await Promise.all([placed.root, target].map((root) => scanner.refreshCondition(root)))
      })
    },
    /** @throws CaratError `MODEL_NOT_FOUND`, `MODEL_FILE_MISSING`, `MODEL_BUSY` */
    async verify(modelId: string): Promise<void> {
      const placed = requirePresentModel(context, modelId)
      tasks.start(placed.model, 'verifying', (progress, signal) =>
        verifyModel(context, placed, progress, signal),
      )
    },
    /** @throws CaratError `MODEL_NOT_FOUND`, `MODEL_NOT_OWNED`, `MODEL_NOT_REPAIRABLE`, `MODEL_BUSY`, `FOLDER_UNAVAILABLE` */
    async repair(modelId: string): Promise<void> {
      const placed = requireModel(context, modelId)
      const { model, root } = placed
      const data = { modelName: model.name }
      if (!isOwned(root)) throw new CaratError('MODEL_NOT_OWNED', data)
      if (!model.origin || !model.files.some(({ sourcePath }) => sourcePath !== null))
        throw new CaratError('MODEL_NOT_REPAIRABLE', data)
      await requireWritableRoot(context, root.id)
      if (tasks.isRunning(modelId)) throw new CaratError('MODEL_BUSY', data)
      await releaseModel(context, model)
      tasks.start(model, 'repairing', async (progress, signal) => {
        await repairModel(context, placed, network, progress, signal)
        void scanner.scan()
      })
    },
    /** Without work to stop it takes back the mention of how the last one failed. */
    stopTask: told(tasks.stop),

    /** @returns the folder's id; the same for one that is used already. @throws CaratError `FOLDER_UNAVAILABLE` */
    async addRoot(kind: RootKind, path: string): Promise<string> {
      const chosen = resolve(path)
      const facts = await stat(chosen).catch(() => null)
      if (!facts?.isDirectory()) throw new CaratError('FOLDER_UNAVAILABLE', { path })
      const found = await recognizeStore(kind === 'carat' ? 'folder' : kind, chosen)
      const real = await realpath(found.path)
      const present = roots.list().find((root) => root.path === real)
      const rootId = roots.add(found.kind, present?.path ?? found.path, true)
      const root = roots.find(rootId)
      if (root) await scanner.refreshCondition(root)
      publish()
      void scanner.scan()
      return rootId
    },
    /** Its files stay; Carat's own folder does too. @throws CaratError `MODEL_BUSY` */
    removeRoot: told(async (rootId: string) => {
      if (rootId === CARAT_ROOT_ID || rootId === DEMO_ROOT_ID) return
      const models = store.list().filter((model) => model.rootId === rootId)
      const busy = models.find(({ id }) => tasks.isRunning(id))
      if (busy) throw new CaratError('MODEL_BUSY', { modelName: busy.name })
      for (const model of models) await releaseModel(context, model)
      await removals.purgeIn(rootId)
      await scanner.change(async () => {
        store.forgetPlacesIn(rootId)
        roots.remove(rootId)
      })
    }),
    /** @throws CaratError `FOLDER_UNAVAILABLE`, `FOLDER_NOT_WRITABLE` */
    setDefaultRoot: told(async (rootId: string) => {
      roots.setDefault((await requireWritableRoot(context, rootId)).id)
    }),
  }
}
