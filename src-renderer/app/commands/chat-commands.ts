import type { Chat } from '../../../src-main/contract/chats.ts'
import { useChatList } from '../../rpc/chat-list-store.ts'
import {
  archiveChats,
  type MoveTarget,
  moveChats,
  pinChats,
  removeChats,
} from '../../sidebar/list/chat-actions.ts'
import { chatsIn, type ListView } from '../../sidebar/list/list-rows.ts'
import { currentRows, showList, useList } from '../../sidebar/list/list-store.ts'
import { clearSearch, isSearching, useSearchState } from '../../sidebar/search/search-state.ts'
import { askToExport } from '../../state/export-request.ts'
import { askRename, openChat, setSidebarOpen, useView } from '../../state/view-store.ts'

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

/** Changes the conversation without taking the focus to its line in the list. */
const changeCurrent = (change: (chats: Chat[]) => Promise<unknown>) => () => {
  const chat = currentChat()
  if (!chat) return
  void change([chat])
  useList.setState({ wanted: null })
}

export const pinCurrent = (pinned: boolean) => changeCurrent((chats) => pinChats(chats, pinned))

export const archiveCurrent = (archived: boolean) =>
  changeCurrent((chats) => archiveChats(chats, archived))

export const moveCurrent = (target: MoveTarget) =>
  changeCurrent((chats) => moveChats(chats, target))

const isListShown = (view: ListView) =>
  useView.getState().sidebarOpen &&
  useList.getState().view === view &&
  !isSearching(useSearchState.getState())

/** What was found would be in its place. */
function showInSidebar(view: ListView) {
  setSidebarOpen(true)
  clearSearch()
  showList(view)
}

/** A command that shows a part of the sidebar, unless that is on view. */
export const listCommand = (view: ListView) => ({
  run: () => showInSidebar(view),
  isAvailable: () => !isListShown(view),
})

/** Shows the field for the name of a new folder; the conversations are put into it. */
export function nameFolder(chats: readonly Chat[]) {
  showInSidebar('chats')
  useList.setState({ naming: { chatIds: chats.map(({ id }) => id) } })
}
