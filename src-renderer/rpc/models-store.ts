import { create } from 'zustand'
import type { ModelsSnapshot } from '../../src-main/contract/models.ts'
import { rpc } from './client.ts'
import { follow } from './follow.ts'

/** The models on this computer and the picture engine; null until the first snapshot. */
export const useModels = create<{ snapshot: ModelsSnapshot | null }>(() => ({ snapshot: null }))

/** Keeps the models up to date until the signal aborts. */
export const followModels = (signal: AbortSignal) =>
  follow(
    (open) => rpc.models.follow(undefined, { signal: open }),
    (snapshot) => useModels.setState({ snapshot }),
    { signal },
  )
