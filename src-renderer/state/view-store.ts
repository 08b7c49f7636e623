import { create } from 'zustand'

const SIDEBAR_KEY = 'carat.sidebar'

interface View {
  /** Conversation on view; null is a new one. */
  selectedChatId: string | null
  sidebarOpen: boolean
  settingsOpen: boolean
}

const chatIdInHash = () => {
  const found = /^#\/chat\/([^/]+)$/.exec(window.location.hash)
  return found?.[1] ? decodeURIComponent(found[1]) : null
}

/** On a narrow window the sidebar lies over the conversation. */
const isNarrow = () => window.matchMedia('(width < 48rem)').matches

/** What the window shows. The address holds the conversation, so a reload comes back to it. */
export const useView = create<View>(() => ({
  selectedChatId: chatIdInHash(),
  sidebarOpen: window.localStorage.getItem(SIDEBAR_KEY) !== 'closed' && !isNarrow(),
  settingsOpen: false,
}))

const showChat = (selectedChatId: string | null) =>
  useView.setState({ selectedChatId, ...(isNarrow() && { sidebarOpen: false }) })

window.addEventListener('hashchange', () => showChat(chatIdInHash()))

/** Shows a conversation, or a new one for null. */
export function openChat(chatId: string | null) {
  const hash = chatId === null ? '#/' : `#/chat/${encodeURIComponent(chatId)}`
  if (window.location.hash !== hash) window.location.hash = hash
  showChat(chatId)
}

/** Shows or hides the sidebar and remembers it. */
export function setSidebarOpen(open: boolean) {
  window.localStorage.setItem(SIDEBAR_KEY, open ? 'open' : 'closed')
  useView.setState({ sidebarOpen: open })
}

export function setSettingsOpen(open: boolean) {
  useView.setState({ settingsOpen: open })
}
