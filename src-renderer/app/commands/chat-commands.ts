import { useChatList } from '../../rpc/chat-list-store.ts'
import { removeChats } from '../../sidebar/list/chat-actions.ts'
import { chatsIn } from '../../sidebar/list/list-rows.ts'
import { currentRows } from '../../sidebar/list/list-store.ts'
import { askToExport } from '../../state/export-request.ts'
import { askRename, openChat, useView } from '../../state/view-store.ts'

/** The conversation that commands are about; undefined for a new one and on the models page. */
export function currentChat() {
  const { selectedChatId, modelsTab } = useView.getState()
  if (modelsTab) return undefined
  return useChatList.getState().chats?.find(({ id }) => id === selectedChatId)
}

const place = (step: 1 | -1) => {
  const chats = chatsIn(currentRows())
  const current = chats.findIndex(({ id }) => id === useView.getState().selectedChatId)
  return chats[current + step]
}

export const hasNeighbour = (step: 1 | -1) => place(step) !== undefined

/** Shows the conversation below or above the one on view in the list. */
export function openNeighbour(step: 1 | -1) {
  const next = place(step)
  if (next) openChat(next.id)
}

export function renameCurrent() {
  const chat = currentChat()
  if (chat) askRename(chat.id)
}

export function deleteCurrent() {
  const chat = currentChat()
  if (chat) void removeChats([chat])
}

export function exportCurrent() {
  const chat = currentChat()
  if (chat) askToExport({ kind: 'chat', chat })
}
