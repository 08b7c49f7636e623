import type { LoadOptions } from '../../../src-main/contract/load-options.ts'
import type { Model } from '../../../src-main/contract/models.ts'
import { rpc } from '../../rpc/client.ts'
import { orTellFailure } from '../../ui/tell-failure.ts'

/** Stores how a model is to be loaded; whether that worked. */
export const saveOptions = (modelId: string, options: LoadOptions) =>
  orTellFailure(() => rpc.models.setOptions({ modelId, options }))

/** Stores the options and brings the model into memory with them; whether that began. */
export const saveAndLoad = ({ id, state }: Model, options: LoadOptions) =>
  orTellFailure(async () => {
    await rpc.models.setOptions({ modelId: id, options })
    if (state.kind === 'ready' || state.kind === 'loading') await rpc.models.unload({ modelId: id })
    await rpc.models.load({ modelId: id })
  })
