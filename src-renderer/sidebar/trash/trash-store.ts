import { create } from 'zustand'
import type { TrashedChat } from '../../../src-main/contract/arrange.ts'
import { rpc } from '../../rpc/client.ts'
import { follow } from '../../rpc/follow.ts'

/** What is in the trash, the last removed first; null until the services say so. */
export const useTrash = create<{ chats: readonly TrashedChat[] | null }>(() => ({ chats: null }))

/** Keeps the trash up to date until the signal aborts. */
export const followTrash = (signal: AbortSignal) =>
  follow(
    (open) => rpc.chats.followTrash(undefined, { signal: open }),
    (chats) => useTrash.setState({ chats }),
    { signal },
  )
