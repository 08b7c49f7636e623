import { rpc } from '../rpc/client.ts'
import { updateSettings } from '../rpc/settings-store.ts'
import { orTellFailure } from '../ui/tell-failure.ts'

/** Makes a model the one that answers next and starts to load it. */
export const chooseModel = (modelId: string) =>
  orTellFailure(async () => {
    await updateSettings({ selectedModelId: modelId })
    await rpc.models.load({ modelId })
  })

/** Makes a model the one that answers in one conversation, and starts to load it. */
export const chooseModelHere = (modelId: string, choose: (modelId: string) => Promise<unknown>) =>
  orTellFailure(async () => {
    await choose(modelId)
    await rpc.models.load({ modelId })
  })

/** Tries to build the picture engine again. */
export const buildVisionEngine = () => orTellFailure(() => rpc.models.buildVisionEngine())
