import type { KeyboardEvent } from 'react'
import { useChatList } from '../../rpc/chat-list-store.ts'
import { useView } from '../../state/view-store.ts'
import { isComposing } from '../../ui/is-composing.ts'
import { isPressed } from '../../ui/shortcut.ts'
import { removeChats } from './chat-actions.ts'
import { chooseAll, extendTo, toggle } from './choice.ts'
import { moveFolder, removeFolder, toggleFolder } from './folder-actions.ts'
import { chatsIn, folderKey, type ListRow, rowAt } from './list-rows.ts'
import { choose, clearChoice, currentRows, useList } from './list-store.ts'

const steps: Record<string, number> = {
  ArrowDown: 1,
  ArrowUp: -1,
  Home: -Infinity,
  End: Infinity,
}

/** Conversations that a command at this one is about: all chosen ones if it is one of them. */
export function chatsMeant(chatId: string) {
  const { chosen } = useList.getState().choice
  const { chats } = useChatList.getState()
  const ids = chosen.has(chatId) ? chosen : new Set([chatId])
  return chats?.filter(({ id }) => ids.has(id)) ?? []
}

/** Chooses all from where the stretch began, or from the conversation on view, to this one. */
export function extendChoice(rows: readonly ListRow[], chatId: string, start: string | null) {
  const order = chatsIn(rows).map(({ id }) => id)
  choose((choice) => extendTo(choice, order, chatId, start ?? useView.getState().selectedChatId))
}

function pressOnFolder(event: KeyboardEvent, row: Extract<ListRow, { kind: 'folder' }>): boolean {
  const { folder } = row
  const rightToLeft = document.documentElement.dir === 'rtl'
  const [open, close] = rightToLeft ? ['ArrowLeft', 'ArrowRight'] : ['ArrowRight', 'ArrowLeft']
  if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown'))
    void moveFolder(folder, folder.position + (event.key === 'ArrowUp' ? -1 : 1))
  else if (event.key === open || event.key === close) {
    if (folder.collapsed === (event.key === open)) void toggleFolder(folder)
  } else if (event.key === 'Delete') void removeFolder(folder)
  else return false
  return true
}

function pressOnChat(
  event: KeyboardEvent,
  row: Extract<ListRow, { kind: 'chat' }>,
  focus: (key: string) => void,
): boolean {
  const close = document.documentElement.dir === 'rtl' ? 'ArrowRight' : 'ArrowLeft'
  if (event.key === ' ') choose((choice) => toggle(choice, row.key))
  else if (event.key === 'Delete') void removeChats(chatsMeant(row.key))
  else if (event.key === close && row.within.part === 'folder')
    focus(folderKey(row.within.folderId))
  else return false
  return true
}

/**
 * Keys within the list: arrows, Home and End go from line to line, with Shift they choose; Space
 * chooses one, Ctrl+A or Command+A all, Escape none; F2 renames, Delete deletes.
 *
 * @param focus puts the focus on a line, also on one that has to be scrolled to
 */
export function pressInList(event: KeyboardEvent, row: ListRow, focus: (key: string) => void) {
  if (isComposing(event)) return
  const handled =
    row.kind === 'folder'
      ? pressOnFolder(event, row)
      : row.kind === 'chat' && pressOnChat(event, row, focus)
  if (handled || pressOnAny(event, row, focus)) event.preventDefault()
}

function pressOnAny(event: KeyboardEvent, row: ListRow, focus: (key: string) => void): boolean {
  const step = steps[event.key]
  const rows = currentRows()
  if (step !== undefined && !event.altKey) {
    const next = rowAt(rows, row.key, step)
    if (!next) return true
    focus(next.key)
    const start = row.kind === 'chat' ? row.key : null
    if (event.shiftKey && next.kind === 'chat') extendChoice(rows, next.key, start)
    return true
  }
  if (event.key === 'F2') useList.setState({ renaming: row.key })
  else if (event.key === 'Escape' && useList.getState().choice.chosen.size > 0) clearChoice()
  else if (isPressed('Mod+A', event)) choose(() => chooseAll(chatsIn(rows).map(({ id }) => id)))
  else return false
  return true
}
