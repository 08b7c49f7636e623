import { join } from 'node:path'
import type { EngineSlot } from '../../inference/engine-slot.ts'
import { CaratError } from '../../platform/carat-error.ts'
import type { FileTasks } from './file-tasks.ts'
import type { LibraryScanner } from './library-scanner.ts'
import type { ModelStore } from './model-store.ts'
import { isOwned, type RootStore } from './root-store.ts'
import { isListed, type StoredFile, type StoredModel, type StoredRoot } from './stored-model.ts'
import { fromStoredPath } from './stored-path.ts'

/** What everything that works on the library shares. */
export interface LibraryContext {
  store: ModelStore
  roots: RootStore
  scanner: LibraryScanner
  tasks: FileTasks
  engines: Pick<EngineSlot, 'stateOf' | 'unload'>
}

/** A model with the folder it lies in. */
export interface PlacedModel {
  model: StoredModel
  root: StoredRoot
}

/** How long a command waits for a reply to end before it says that the model is busy. */
const PATIENCE_MILLISECONDS = 2_000

/** @throws CaratError `MODEL_NOT_FOUND` for one that is not in the list */
export function requireModel({ roots, store }: LibraryContext, modelId: string): PlacedModel {
  const model = store.find(modelId)
  const root = roots.find(model?.rootId ?? null)
  if (!model || !root || !isListed(model)) throw new CaratError('MODEL_NOT_FOUND', { modelId })
  return { model, root }
}

/** @throws CaratError `MODEL_NOT_FOUND`, `MODEL_FILE_MISSING` when it is not there now */
export function requirePresentModel(context: LibraryContext, modelId: string): PlacedModel {
  const placed = requireModel(context, modelId)
  if (!context.scanner.isHere(modelId))
    throw new CaratError('MODEL_FILE_MISSING', { modelName: placed.model.name })
  return placed
}

/** @throws CaratError as `requirePresentModel`, and `MODEL_NOT_OWNED` */
export function requireOwnedModel(context: LibraryContext, modelId: string): PlacedModel {
  const placed = requireModel(context, modelId)
  if (!isOwned(placed.root))
    throw new CaratError('MODEL_NOT_OWNED', { modelName: placed.model.name })
  return requirePresentModel(context, modelId)
}

/** Frees the model's memory, so that no process holds its files. @throws CaratError `MODEL_BUSY` */
export async function releaseModel({ engines }: LibraryContext, model: StoredModel): Promise<void> {
  const { kind } = engines.stateOf(model.id)
  if (kind === 'idle' || kind === 'failed') return
  const { promise, resolve } = Promise.withResolvers<'busy'>()
  const timer = setTimeout(() => resolve('busy'), PATIENCE_MILLISECONDS)
  const end = await Promise.race([engines.unload(model.id), promise])
  clearTimeout(timer)
  if (end === 'busy') throw new CaratError('MODEL_BUSY', { modelName: model.name })
}

/** Absolute path of a model's file. */
export const pathOf = (root: StoredRoot, { path }: Pick<StoredFile, 'path'>) =>
  fromStoredPath(root.path, path)

/** Whether another model uses the file too, as several of one repository do with their projector. */
export function isShared(
  { store }: LibraryContext,
  { model, root }: PlacedModel,
  file: StoredFile,
) {
  return store
    .list()
    .some(
      (other) =>
        other.id !== model.id &&
        other.rootId === root.id &&
        !other.removal?.filesPutAway &&
        other.files.some(({ path }) => path === file.path),
    )
}

/** Carat's own folders within a root; no look for models enters them. */
export const workFolder = (root: StoredRoot, kind: 'removed' | 'moving') =>
  join(root.path, `.${kind}`)
