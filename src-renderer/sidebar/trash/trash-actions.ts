import { i18n } from '../../i18n/i18n.ts'
import { rpc } from '../../rpc/client.ts'
import { perform } from '../../ui/undo.ts'

/** The services wait a little longer before they delete for good. */
const ERASE_UNDO_MS = 15_000

const putBack = (chatIds: string[], removed: boolean) =>
  rpc.chats.arrange({ arrangements: [{ chatIds, change: { removed } }] })

/** Brings conversations back into the list. */
export const restoreChats = (chatIds: string[]) =>
  perform({
    text: i18n.t('order.wasRestored', { count: chatIds.length }),
    run: () => putBack(chatIds, false),
    undo: () => putBack(chatIds, true),
  })

/** Deletes conversations for good; for a moment they can still be had back. */
export const eraseChats = (chatIds: string[]) =>
  perform({
    text: i18n.t('order.wasErased', { count: chatIds.length }),
    run: () => rpc.chats.erase({ chatIds }),
    undo: () => putBack(chatIds, true),
    undoFor: ERASE_UNDO_MS,
  })
