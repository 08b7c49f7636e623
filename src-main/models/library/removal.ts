import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { RemovedModel } from '../../contract/models.ts'
import { CaratError } from '../../platform/carat-error.ts'
import { log } from '../../platform/log.ts'
import { removeEmptyFolders } from './folder-names.ts'
import {
  type LibraryContext,
  type PlacedModel,
  releaseModel,
  requireModel,
} from './library-context.ts'
import { countFreedBytes, putFilesAway, putFilesBack, removedFolder } from './put-away.ts'
import { DEMO_ROOT_ID, isOwned } from './root-store.ts'
import type { StoredModel } from './stored-model.ts'

/** How long a removed model can be brought back. */
const GRACE_MILLISECONDS = 10 * 60 * 1000

export type Removals = ReturnType<typeof createRemovals>

/**
 * Removing with a way back. What Carat owns is put away on its own drive and deleted later; of the
 * files of other programs only the mention goes.
 *
 * @param onChange is told when the list changed by itself
 */
export function createRemovals(context: LibraryContext, onChange: () => void) {
  const { roots, scanner, store, tasks } = context
  let timer: NodeJS.Timeout | undefined

  const placeOf = (model: StoredModel): PlacedModel | null => {
    const root = roots.find(model.rootId)
    return root && { model, root }
  }

  const requireRemoved = (modelId: string): PlacedModel & { model: StoredModel } => {
    const model = store.find(modelId)
    const placed = model?.removal ? placeOf(model) : null
    if (!placed) throw new CaratError('MODEL_NOT_FOUND', { modelId })
    return placed
  }

  const deleteForGood = async (placed: PlacedModel): Promise<void> => {
    const { model, root } = placed
    if (!model.removal?.filesPutAway) return store.setRemoval(model.id, null, true)
    // On a drive that is away its files would stay for ever if it were forgotten now.
    if (!existsSync(root.path)) throw new CaratError('FOLDER_UNAVAILABLE', { path: root.path })
    await scanner.change(async () => {
      const folder = removedFolder(placed)
      await rm(folder, { recursive: true, force: true })
      await removeEmptyFolders(dirname(folder), root.path)
      store.forgetPlace(model.id)
      store.setRemoval(model.id, null, false)
    })
    await scanner.refreshCondition(root)
  }

  const expire = async (): Promise<void> => {
    const expired = store.list().filter(({ removal }) => removal && removal.until <= Date.now())
    for (const model of expired) {
      const placed = placeOf(model)
      if (placed)
        await deleteForGood(placed).catch((error: unknown) => {
          log.warn({ error }, 'the files of a removed model cannot be deleted yet')
        })
    }
    if (expired.length > 0) onChange()
    schedule()
  }

  const schedule = () => {
    clearTimeout(timer)
    const next = store
      .list()
      .flatMap(({ removal }) => removal?.until ?? [])
      .filter((until) => until > Date.now())
    if (next.length === 0) return
    timer = setTimeout(() => void expire(), Math.min(...next) - Date.now() + 1).unref()
  }

  return {
    /** @throws CaratError `MODEL_NOT_FOUND`, `MODEL_NOT_OWNED` for the one that ships, `MODEL_BUSY` */
    async remove(modelId: string): Promise<void> {
      const placed = requireModel(context, modelId)
      const { model, root } = placed
      if (root.id === DEMO_ROOT_ID)
        throw new CaratError('MODEL_NOT_OWNED', { modelName: model.name })
      if (tasks.isRunning(modelId)) throw new CaratError('MODEL_BUSY', { modelName: model.name })
      await releaseModel(context, model)
      const filesPutAway = isOwned(root) && scanner.isHere(modelId)
      const bytes = filesPutAway ? await countFreedBytes(context, placed) : 0
      await scanner.change(async () => {
        const until = Date.now() + GRACE_MILLISECONDS
        store.setRemoval(modelId, { until, bytes, filesPutAway }, false)
        if (!filesPutAway) return
        try {
          await putFilesAway(context, placed)
        } catch (error) {
          store.setRemoval(modelId, null, false)
          throw error
        }
      })
      schedule()
    },
    /** @throws CaratError `MODEL_NOT_FOUND` when it is gone for good, `FOLDER_UNAVAILABLE` */
    async restore(modelId: string): Promise<void> {
      const placed = requireRemoved(modelId)
      const { model, root } = placed
      if (model.removal?.filesPutAway && !existsSync(root.path))
        throw new CaratError('FOLDER_UNAVAILABLE', { path: root.path })
      await scanner.change(async () => {
        if (model.removal?.filesPutAway) {
          await putFilesBack(context, placed)
          scanner.setHere(modelId, true)
        }
        store.setRemoval(modelId, null, false)
      })
      schedule()
    },
    /** Deletes its files now. @throws CaratError `MODEL_NOT_FOUND`, `FOLDER_UNAVAILABLE` */
    purge: (modelId: string) => deleteForGood(requireRemoved(modelId)),
    /** Deletes what waits in a folder that is about to be forgotten. */
    async purgeIn(rootId: string): Promise<void> {
      for (const model of store.list().filter((each) => each.removal && each.rootId === rootId)) {
        const placed = placeOf(model)
        if (placed) await deleteForGood(placed).catch(() => {})
      }
    },
    /** Goes on with what a dead process left, and deletes what is due. */
    async recover(): Promise<void> {
      for (const model of store.list()) {
        const placed = model.removal?.filesPutAway ? placeOf(model) : null
        if (placed && existsSync(placed.root.path))
          await scanner.change(() => putFilesAway(context, placed)).catch(() => {})
      }
      await expire()
    },
    list: (): RemovedModel[] =>
      store.list().flatMap(({ id, name, removal, rootId }) => {
        if (!removal || rootId === null) return []
        return [{ id, name, bytes: removal.bytes, until: removal.until }]
      }),
    dispose: () => clearTimeout(timer),
  }
}
