import { create } from 'zustand'
import type { Settings } from '../../src-main/contract/settings.ts'
import { rpc } from './client.ts'
import { follow } from './follow.ts'

/** The settings as the services hold them; null until they first answer. */
export const useSettings = create<{ settings: Settings | null }>(() => ({ settings: null }))

/** Shows a change at once and stores it; the old settings come back if storing fails. */
export async function updateSettings(change: Partial<Settings>): Promise<void> {
  const before = useSettings.getState().settings
  if (before) useSettings.setState({ settings: { ...before, ...change } })
  try {
    await rpc.settings.update(change)
  } catch (error) {
    useSettings.setState({ settings: before })
    throw error
  }
}

/** Keeps the settings up to date until the signal aborts. */
export const followSettings = (signal: AbortSignal) =>
  follow(
    (open) => rpc.settings.follow(undefined, { signal: open }),
    (settings) => useSettings.setState({ settings }),
    { signal },
  )
