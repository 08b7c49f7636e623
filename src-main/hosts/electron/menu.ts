import { app, BrowserWindow, ipcMain, Menu, type MenuItemConstructorOptions } from 'electron'
import { type CommandId, commandKeys } from '../../contract/command-keys.ts'
import { englishMenuWords, type MenuWord, type MenuWords, menuWordsFrom } from './menu-words.ts'
import { isWindowUrl } from './window-origin.ts'

/** The keys of a command the way Electron writes them. */
function acceleratorOf(command: CommandId): MenuItemConstructorOptions {
  const keys: string | undefined = commandKeys[command][0]
  if (keys === undefined) return {}
  return { accelerator: keys.replace('Mod', 'CmdOrCtrl').replace('Arrow', '') }
}

/**
 * The native menu. Electron's roles have English words only, so every word is given: first in
 * English, then in the window's language, which tells them whenever it changes.
 */
export function setMenu(openWindow: () => BrowserWindow): void {
  // What is asked of the window arrives there as a `carat:command` message.
  const send = (command: CommandId) => () => {
    const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0]
    if (window) window.webContents.send('carat:command', command)
    else openWindow()
  }
  const show = (words: MenuWords) =>
    Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(words, send)))
  show(englishMenuWords)
  ipcMain.on('carat:menu-words', (event, given: unknown) => {
    const frame = event.senderFrame
    if (!frame || frame.parent || !isWindowUrl(frame.url)) return
    const words = menuWordsFrom(given)
    if (words) show(words)
  })
}

type Send = (command: CommandId) => () => void
type Items = MenuItemConstructorOptions[]

const separator: MenuItemConstructorOptions = { type: 'separator' }

function menuTemplate(words: MenuWords, send: Send): Items {
  const isMac = process.platform === 'darwin'
  /** Items of the system, with the keys and the doing of their role. */
  const roles = (...names: (MenuWord & MenuItemConstructorOptions['role'])[]): Items =>
    names.map((role) => ({ role, label: words[role] }))
  const own = (word: MenuWord, command: CommandId) => ({
    label: words[word],
    ...acceleratorOf(command),
    click: send(command),
  })
  const settings = own('settings', 'settings')
  const developer: Items = [separator, { role: 'reload' }, { role: 'toggleDevTools' }]
  const appItems = [
    ...roles('about'),
    separator,
    settings,
    separator,
    ...roles('services'),
    separator,
    ...roles('hide', 'hideOthers', 'unhide'),
    separator,
    ...roles('quit'),
  ]
  const shortcuts = own('shortcuts', 'shortcuts')
  const about: Items = [separator, { label: words.about, click: () => app.showAboutPanel() }]
  return [
    ...(isMac ? [{ role: 'appMenu', submenu: appItems } as const] : []),
    {
      label: words.file,
      submenu: [
        own('newChat', 'new-chat'),
        own('search', 'search'),
        separator,
        ...(isMac ? roles('close') : [settings, separator, ...roles('quit')]),
      ],
    },
    {
      label: words.edit,
      submenu: [
        ...roles('undo', 'redo'),
        separator,
        ...roles('cut', 'copy', 'paste', 'pasteAndMatchStyle', 'delete'),
        separator,
        ...roles('selectAll'),
      ],
    },
    {
      label: words.view,
      submenu: [
        own('palette', 'palette'),
        own('models', 'models-discover'),
        own('sidebar', 'toggle-sidebar'),
        separator,
        ...roles('resetZoom', 'zoomIn', 'zoomOut'),
        separator,
        ...roles('togglefullscreen'),
        ...(app.isPackaged ? [] : developer),
      ],
    },
    {
      role: 'windowMenu',
      label: words.window,
      submenu: isMac
        ? [...roles('minimize', 'zoom'), separator, ...roles('front')]
        : roles('minimize', 'close'),
    },
    {
      role: 'help',
      label: words.help,
      submenu: [shortcuts, ...(isMac ? [] : about)],
    },
  ]
}
