import { commandFrom, type MenuCommand } from '../rpc/desktop-bridge.ts'
import {
  openChat,
  openModels,
  setSettingsOpen,
  setSidebarOpen,
  useView,
} from '../state/view-store.ts'
import { isComposing } from '../ui/is-composing.ts'
import { hasCommandKey } from '../ui/shortcut.ts'

const commands: Record<MenuCommand, () => void> = {
  'new-chat': () => openChat(null),
  'toggle-sidebar': () => setSidebarOpen(!useView.getState().sidebarOpen),
  models: () => openModels('discover'),
  settings: () => setSettingsOpen(true),
}

const keys: Record<string, MenuCommand> = { n: 'new-chat', b: 'toggle-sidebar', ',': 'settings' }

/** Runs the window's commands from the keyboard and from Electron's menu until the signal aborts. */
export function listenForCommands(signal: AbortSignal) {
  window.addEventListener(
    'keydown',
    (event) => {
      if (isComposing(event) || event.defaultPrevented || !hasCommandKey(event)) return
      const command = keys[event.key.toLowerCase()]
      if (!command) return
      event.preventDefault()
      commands[command]()
    },
    { signal },
  )
  window.addEventListener(
    'message',
    (event) => {
      const command = commandFrom(event)
      if (command) commands[command]?.()
    },
    { signal },
  )
}
