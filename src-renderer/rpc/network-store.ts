import { create } from 'zustand'
import type { NetworkState } from '../../src-main/contract/network.ts'
import { rpc } from './client.ts'
import { follow } from './follow.ts'

/** How hubs are reached; null until the first snapshot. */
export const useNetwork = create<{ network: NetworkState | null }>(() => ({ network: null }))

/** Keeps the network settings up to date until the signal aborts. */
export const followNetwork = (signal: AbortSignal) =>
  follow(
    (open) => rpc.network.follow(undefined, { signal: open }),
    (network) => useNetwork.setState({ network }),
    { signal },
  )
