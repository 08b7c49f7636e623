import { create } from 'zustand'
import type { ApplicationInfo } from '../../src-main/contract/application.ts'
import { rpc } from './client.ts'
import { whenConnected } from './connection.ts'

/** Version, host and data folder; null until the services first answer. */
export const useApplicationInfo = create<{ info: ApplicationInfo | null }>(() => ({ info: null }))

/** Asks once; none of it changes while the services run. */
export async function readApplicationInfo(signal: AbortSignal): Promise<void> {
  await whenConnected(signal)
  useApplicationInfo.setState({ info: await rpc.application.info(undefined, { signal }) })
}
