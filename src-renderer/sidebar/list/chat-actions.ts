import type { Chat } from '../../../src-main/contract/chats.ts'
import { i18n } from '../../i18n/i18n.ts'
import { rpc } from '../../rpc/client.ts'
import { openChat, useView } from '../../state/view-store.ts'
import { perform } from '../../ui/undo.ts'
import { beforeChange, changedBy, type ChatChange } from './before-change.ts'
import { neighbourOf } from './list-rows.ts'
import { clearChoice, currentRows, useList } from './list-store.ts'

/** What goes with a change: before it, and after it was taken back. */
interface Beside {
  /** A name within the words about it. */
  name?: string
  before?: () => void
  undone?: () => void
}

/** Changes conversations and offers to take it back; `text` says what was done to how many. */
async function arrange(
  chats: readonly Chat[],
  change: ChatChange,
  text: (count: number) => string,
  { name, before: prepare, undone }: Beside = {},
): Promise<boolean> {
  const changed = changedBy(chats, change)
  if (changed.length === 0) return true
  const before = beforeChange(changed, change)
  const chatIds = changed.map(({ id }) => id)
  return await perform({
    text: text(changed.length),
    ...(name !== undefined && { name }),
    async run() {
      prepare?.()
      await rpc.chats.arrange({ arrangements: [{ chatIds, change }] })
      clearChoice()
    },
    async undo() {
      await rpc.chats.arrange({ arrangements: before })
      undone?.()
    },
  })
}

/** The focus stays on the conversation, or goes to its neighbour where that leaves the list. */
function keepFocus(chats: readonly Chat[], leaves: boolean) {
  const going = new Set(chats.map(({ id }) => id))
  const wanted = leaves ? neighbourOf(currentRows(), going) : (chats[0]?.id ?? null)
  useList.setState({ wanted })
}

export function pinChats(chats: readonly Chat[], pinned: boolean) {
  keepFocus(chats, false)
  return arrange(chats, { pinned }, (count) =>
    i18n.t(pinned ? 'order.wasPinned' : 'order.wasUnpinned', { count }),
  )
}

export function archiveChats(chats: readonly Chat[], archived: boolean) {
  keepFocus(chats, true)
  return arrange(chats, { archived }, (count) =>
    i18n.t(archived ? 'order.wasArchived' : 'order.wasUnarchived', { count }),
  )
}

/** Where conversations are to be: in a folder, or in none. */
export interface MoveTarget {
  id: string | null
  name: string
}

/** @param unpinned they were pulled out of what is pinned */
export function moveChats(chats: readonly Chat[], { id, name }: MoveTarget, unpinned = false) {
  keepFocus(chats, false)
  const change = { folderId: id, ...(unpinned && { pinned: false }) }
  const text = (count: number) =>
    i18n.t(id === null ? 'order.wasTakenOut' : 'order.wasMoved', { count, name })
  return arrange(chats, change, text, { name })
}

/** Puts conversations in the trash. If the one on view is among them, its neighbour is shown. */
export async function removeChats(chats: readonly Chat[]) {
  const going = new Set(chats.map(({ id }) => id))
  let open: string | null = null
  const before = () => {
    const { selectedChatId } = useView.getState()
    open = selectedChatId !== null && going.has(selectedChatId) ? selectedChatId : null
    const neighbour = neighbourOf(currentRows(), going)
    keepFocus(chats, true)
    if (open !== null) openChat(neighbour)
  }
  const undone = () => {
    if (open !== null) openChat(open)
  }
  const text = (count: number) => i18n.t('order.wasRemoved', { count })
  if (!(await arrange(chats, { removed: true }, text, { before, undone }))) undone()
}

/** Stores a new title; an empty or unchanged one is left as it was. */
export async function renameChat({ id: chatId, title: before }: Chat, title: string) {
  const name = title.trim().slice(0, 200)
  if (!name || name === before) return
  await perform({
    text: i18n.t('order.wasRenamed', { name }),
    name,
    run: () => rpc.chats.rename({ chatId, title: name }),
    undo: () => rpc.chats.rename({ chatId, title: before }),
  })
}
