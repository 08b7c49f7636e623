import { create } from 'zustand'

const SIDEBAR_KEY = 'carat.sidebar'

const modelsTabs = ['discover', 'downloads', 'library'] as const
export type ModelsTab = (typeof modelsTabs)[number]

export const settingsSections = [
  'general',
  'assistants',
  'prompts',
  'network',
  'data',
  'about',
] as const
export type SettingsSection = (typeof settingsSections)[number]

interface View {
  /** Conversation on view; null is a new one. */
  selectedChatId: string | null
  /** Where a new conversation is to lie; null for no folder. */
  newChatFolderId: string | null
  /** Part of the models page on view; null shows the conversation. */
  modelsTab: ModelsTab | null
  /** Message that is to be shown once its conversation is on view. */
  soughtMessageId: string | null
  sidebarOpen: boolean
  settingsOpen: boolean
  settingsSection: SettingsSection
  paletteOpen: boolean
  shortcutsOpen: boolean
  /** What the search is to be opened with; null once it was. */
  soughtWords: string | null
  /** Conversation whose name is to be changed; null once its field is there. */
  renameAskedId: string | null
}

const chatIdInHash = () => {
  const found = /^#\/chat\/([^/]+)$/.exec(window.location.hash)
  return found?.[1] ? decodeURIComponent(found[1]) : null
}

const modelsTabInHash = () =>
  modelsTabs.find((tab) => window.location.hash === `#/models/${tab}`) ?? null

/** On a narrow window the sidebar lies over the conversation. */
const NARROW = '(width < 48rem)'
const isNarrow = () => window.matchMedia(NARROW).matches

/** What the window shows. The address holds the conversation, so a reload comes back to it. */
export const useView = create<View>(() => ({
  selectedChatId: chatIdInHash(),
  newChatFolderId: null,
  soughtMessageId: null,
  modelsTab: modelsTabInHash(),
  sidebarOpen: window.localStorage.getItem(SIDEBAR_KEY) !== 'closed' && !isNarrow(),
  settingsOpen: false,
  settingsSection: 'general',
  paletteOpen: false,
  shortcutsOpen: false,
  soughtWords: null,
  renameAskedId: null,
}))

// Zoomed in or made narrow, the window keeps its conversation on view, and no list over it.
window.matchMedia(NARROW).addEventListener?.('change', ({ matches }) => {
  const open = !matches && window.localStorage.getItem(SIDEBAR_KEY) !== 'closed'
  useView.setState({ sidebarOpen: open })
})

const show = (view: Pick<View, 'modelsTab'> & Partial<View>) =>
  useView.setState({ ...view, ...(isNarrow() && { sidebarOpen: false }) })

window.addEventListener('hashchange', () => {
  const modelsTab = modelsTabInHash()
  show(modelsTab ? { modelsTab } : { modelsTab, selectedChatId: chatIdInHash() })
})

/** Shows a conversation, or a new one for null, which lies in a folder if one is named. */
export function openChat(chatId: string | null, newChatFolderId: string | null = null) {
  const hash = chatId === null ? '#/' : `#/chat/${encodeURIComponent(chatId)}`
  if (window.location.hash !== hash) window.location.hash = hash
  show({ selectedChatId: chatId, newChatFolderId, modelsTab: null })
}

/** Shows a conversation at one of its messages. */
export function openMessage(chatId: string, messageId: string | null) {
  openChat(chatId)
  useView.setState({ soughtMessageId: messageId })
}

/** The message was shown, or cannot be. */
export const forgetSought = () => useView.setState({ soughtMessageId: null })

/** Shows a part of the models page; the conversation on view is kept for the way back. */
export function openModels(tab: ModelsTab) {
  const hash = `#/models/${tab}`
  if (window.location.hash !== hash) window.location.hash = hash
  show({ modelsTab: tab })
}

/** Shows or hides the sidebar and remembers it. */
export function setSidebarOpen(open: boolean) {
  window.localStorage.setItem(SIDEBAR_KEY, open ? 'open' : 'closed')
  useView.setState({ sidebarOpen: open })
}

export function setSettingsOpen(open: boolean) {
  useView.setState({ settingsOpen: open })
}

/** Opens the settings at one of their sections. */
export function openSettings(section: SettingsSection) {
  useView.setState({ settingsOpen: true, settingsSection: section })
}

/** Goes to the search of everything said, and looks for some words if there are any. */
export function openSearch(words = '') {
  setSidebarOpen(true)
  useView.setState({ soughtWords: words })
}

/** Shows the name of a conversation as a field in the list. */
export function askRename(chatId: string) {
  setSidebarOpen(true)
  useView.setState({ renameAskedId: chatId })
}

export const setPaletteOpen = (open: boolean) => useView.setState({ paletteOpen: open })

export const setShortcutsOpen = (open: boolean) => useView.setState({ shortcutsOpen: open })
