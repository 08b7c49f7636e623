import { failureText } from '../i18n/failure-text.ts'
import { i18n } from '../i18n/i18n.ts'
import { rpc } from '../rpc/client.ts'
import { failureOf } from '../rpc/failure.ts'
import { updateSettings } from '../rpc/settings-store.ts'
import { showToast } from '../ui/toast.tsx'

const orTellFailure = async (work: () => Promise<unknown>) => {
  try {
    await work()
  } catch (error) {
    showToast({ kind: 'failure', text: failureText(i18n.t, failureOf(error)) })
  }
}

/** Makes a model the one that answers next and starts to load it. */
export const chooseModel = (modelId: string) =>
  orTellFailure(async () => {
    await updateSettings({ selectedModelId: modelId })
    await rpc.models.load({ modelId })
  })

/** Tries to build the picture engine again. */
export const buildVisionEngine = () => orTellFailure(() => rpc.models.buildVisionEngine())
