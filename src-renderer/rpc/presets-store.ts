import { create } from 'zustand'
import type { PresetsSnapshot } from '../../src-main/contract/presets.ts'
import { rpc } from './client.ts'
import { follow } from './follow.ts'

/** Assistants and prompts as the services hold them; null until the first snapshot. */
export const usePresets = create<{ presets: PresetsSnapshot | null }>(() => ({ presets: null }))

/** Keeps them up to date until the signal aborts. */
export const followPresets = (signal: AbortSignal) =>
  follow(
    (open) => rpc.presets.follow(undefined, { signal: open }),
    (presets) => usePresets.setState({ presets }),
    { signal },
  )
