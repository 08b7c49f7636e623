import type { DragEvent } from 'react'
import { i18n } from '../../i18n/i18n.ts'
import { useChatList } from '../../rpc/chat-list-store.ts'
import { moveChats, pinChats } from './chat-actions.ts'
import { moveFolder } from './folder-actions.ts'
import { folderKey, type ListRow } from './list-rows.ts'
import { useList } from './list-store.ts'

/** Others than this window know nothing of it, so nothing else can be dropped into. */
const DRAG_TYPE = 'application/x-carat-order'

type Dragged = { kind: 'chats'; ids: ReadonlySet<string> } | { kind: 'folder'; id: string }

let dragged: Dragged | null = null

function begin(event: DragEvent, what: Dragged, label: string) {
  dragged = what
  // A link brings its address along, which any text field would take.
  event.dataTransfer.clearData()
  event.dataTransfer.setData(DRAG_TYPE, '')
  event.dataTransfer.effectAllowed = 'move'
  const image = document.createElement('div')
  image.textContent = label
  image.className =
    'fixed -top-40 start-0 max-w-60 truncate rounded-control bg-raised px-3 py-1.5 text-ui text-ink shadow-overlay'
  document.body.append(image)
  event.dataTransfer.setDragImage(image, 12, 12)
  requestAnimationFrame(() => image.remove())
}

/** A conversation is picked up, with all that are chosen if it is one of them. */
export function dragChat(event: DragEvent, chatId: string, title: string) {
  const { chosen } = useList.getState().choice
  const ids = chosen.has(chatId) ? chosen : new Set([chatId])
  const label = ids.size === 1 ? title : i18n.t('order.selected', { count: ids.size })
  begin(event, { kind: 'chats', ids }, label)
}

export const dragFolder = (event: DragEvent, id: string, name: string) =>
  begin(event, { kind: 'folder', id }, name)

/** Part of the list a line belongs to; null for none that takes what is dragged. */
function partOf(row: ListRow | undefined): string | null {
  if (!dragged) return null
  if (dragged.kind === 'folder') return row?.kind === 'folder' ? row.key : null
  if (!row) return 'recent'
  if (row.kind === 'heading' || row.kind === 'folder') return row.key
  if (row.kind === 'naming' || row.within.part === 'archive') return null
  return row.within.part === 'folder' ? folderKey(row.within.folderId) : row.within.part
}

/** Something is over a line, or below them all. */
export function dragOver(event: DragEvent, row: ListRow | undefined) {
  if (!event.dataTransfer.types.includes(DRAG_TYPE)) return
  const dropKey = useList.getState().view === 'chats' ? partOf(row) : null
  if (useList.getState().dropKey !== dropKey) useList.setState({ dropKey })
  if (dropKey === null) return
  event.preventDefault()
  event.dataTransfer.dropEffect = 'move'
}

/** What was dragged is let go over a part of the list. */
export function drop(event: DragEvent) {
  const { dropKey } = useList.getState()
  const what = dragged
  endDrag()
  if (!what || dropKey === null) return
  event.preventDefault()
  const folder = useChatList.getState().folders.find(({ id }) => folderKey(id) === dropKey)
  if (what.kind === 'folder') {
    const moved = useChatList.getState().folders.find(({ id }) => id === what.id)
    if (moved && folder) void moveFolder(moved, folder.position)
    return
  }
  const chats = (useChatList.getState().chats ?? []).filter(({ id }) => what.ids.has(id))
  if (dropKey === 'pinned') void pinChats(chats, true)
  else void moveChats(chats, folder ?? { id: null, name: '' }, true)
}

export function endDrag() {
  dragged = null
  useList.setState({ dropKey: null })
}
