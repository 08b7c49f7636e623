import { i18n } from '../../i18n/i18n.ts'
import { rpc } from '../../rpc/client.ts'
import { orTellFailure } from '../../ui/tell-failure.ts'
import { offerUndo } from '../../ui/undo.ts'

/** The services wait a little longer before they delete for good. */
const ERASE_UNDO_MS = 15_000

const putBack = (chatIds: string[], removed: boolean) =>
  rpc.chats.arrange({ arrangements: [{ chatIds, change: { removed } }] })

/** Brings conversations back into the list. */
export async function restoreChats(chatIds: string[]) {
  if (!(await orTellFailure(() => putBack(chatIds, false)))) return
  const text = i18n.t('order.wasRestored', { count: chatIds.length })
  offerUndo({ text, undo: () => putBack(chatIds, true) })
}

/** Deletes conversations for good; for a moment they can still be had back. */
export async function eraseChats(chatIds: string[]) {
  if (!(await orTellFailure(() => rpc.chats.erase({ chatIds })))) return
  const text = i18n.t('order.wasErased', { count: chatIds.length })
  const undo = () => putBack(chatIds, true)
  offerUndo({ text, undo, until: Date.now() + ERASE_UNDO_MS })
}
