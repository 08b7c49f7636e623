import { join } from 'node:path'
import { BrowserWindow, nativeTheme, screen } from 'electron'
import { readWindowState, SMALLEST_WINDOW, writeWindowState } from './window-state.ts'
import { WINDOW_ORIGIN } from './window-origin.ts'

const FIRST_SIZE = { width: 1180, height: 800 }

/** The page's own canvas, shown until it has painted, so that nothing flashes. */
const backgroundColor = () => (nativeTheme.shouldUseDarkColors ? '#1b1b1b' : '#ffffff')

/** Opens the window where it was last. It shows itself once its page has painted. */
export function openWindow(folders: { dataFolder: string; preloadFile: string }): BrowserWindow {
  const stateFile = join(folders.dataFolder, 'window.json')
  const displays = screen.getAllDisplays().map((display) => display.workArea)
  const state = readWindowState(stateFile, displays)
  const window = new BrowserWindow({
    ...(state?.bounds ?? FIRST_SIZE),
    minWidth: SMALLEST_WINDOW.width,
    minHeight: SMALLEST_WINDOW.height,
    show: false,
    backgroundColor: backgroundColor(),
    // On macOS the window's own strip is the title bar, with the buttons in its middle; see
    // app/title-bar.css. Elsewhere the system draws one.
    ...(process.platform === 'darwin' && {
      titleBarStyle: 'hiddenInset',
      trafficLightPosition: { x: 16, y: 17 },
    }),
    webPreferences: {
      preload: folders.preloadFile,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
    },
  })
  if (state?.maximized) window.maximize()
  window.once('ready-to-show', () => window.show())
  window.on('close', () =>
    writeWindowState(stateFile, {
      bounds: window.getNormalBounds(),
      maximized: window.isMaximized(),
    }),
  )
  const followTheme = () => window.setBackgroundColor(backgroundColor())
  nativeTheme.on('updated', followTheme)
  window.once('closed', () => nativeTheme.off('updated', followTheme))
  void window.loadURL(`${WINDOW_ORIGIN}/`)
  return window
}

/** Brings a window before the user, wherever it is. */
export function showWindow(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}
