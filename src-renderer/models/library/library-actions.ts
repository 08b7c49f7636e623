import type { Model, RemovedModel, RootKind } from '../../../src-main/contract/models.ts'
import { i18n } from '../../i18n/i18n.ts'
import { rpc } from '../../rpc/client.ts'
import { openChat } from '../../state/view-store.ts'
import { orTellFailure } from '../../ui/tell-failure.ts'
import { showToast } from '../../ui/toast.tsx'
import { chooseModel } from '../choose-model.ts'

const words = i18n.getFixedT(null, 'library')

/** Lets a model answer in a new conversation. */
export function answerWithModel(modelId: string) {
  openChat(null)
  return chooseModel(modelId)
}

/** Stores a new name; an empty or unchanged one is left as it was. */
export async function renameModel(model: Model, name: string) {
  const trimmed = name.trim().slice(0, 200)
  if (!trimmed || trimmed === model.name) return
  await orTellFailure(() => rpc.models.rename({ modelId: model.id, name: trimmed }))
}

/** Takes a model from the list and offers to bring it back. */
export async function deleteModel({ id, name, owned }: Model) {
  const key = owned ? 'removed.deleted' : 'removed.forgotten'
  if (await orTellFailure(() => rpc.models.remove({ modelId: id })))
    showToast({
      text: words(key, { name }),
      name,
      action: { label: words('removed.undo'), run: () => void restoreModel(id) },
    })
}

export const restoreModel = (modelId: string) =>
  orTellFailure(() => rpc.models.restore({ modelId }))

/** Deletes the files of a removed model for good. */
export async function purgeModel({ id, name, bytes }: RemovedModel) {
  if (await orTellFailure(() => rpc.models.purge({ modelId: id })))
    showToast({ text: words(bytes > 0 ? 'removed.freed' : 'removed.gone', { name, bytes }), name })
}

export const loadModel = (modelId: string) => orTellFailure(() => rpc.models.load({ modelId }))

export const unloadModel = (modelId: string) => orTellFailure(() => rpc.models.unload({ modelId }))

export const moveModel = (modelId: string, rootId: string) =>
  orTellFailure(() => rpc.models.move({ modelId, rootId }))

export const verifyModel = (modelId: string) => orTellFailure(() => rpc.models.verify({ modelId }))

export const repairModel = (modelId: string) => orTellFailure(() => rpc.models.repair({ modelId }))

export const stopTask = (modelId: string) => orTellFailure(() => rpc.models.stopTask({ modelId }))

/** Uses the models of a folder where they lie; throws with the services' failure. */
export const addFolder = (path: string, kind: RootKind = 'folder') =>
  rpc.models.addRoot({ kind, path })

export const forgetFolder = (rootId: string) =>
  orTellFailure(() => rpc.models.removeRoot({ rootId }))

export const downloadInto = (rootId: string) =>
  orTellFailure(() => rpc.models.setDefaultRoot({ rootId }))
