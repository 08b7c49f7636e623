import { contextBridge, ipcRenderer, webUtils } from 'electron'

// The sandbox gives a preload no DOM types and no modules of ours; these two are all it needs.
declare const location: { origin: string }
declare function postMessage(message: unknown, origin: string, ports?: readonly unknown[]): void

/** All that the window gets from Electron. Nothing here takes a path or a command. */
contextBridge.exposeInMainWorld(
  'carat',
  Object.freeze({
    kind: 'electron',
    platform: process.platform,
    /** Asks for a port to the services; it arrives as the window message `carat:port`. */
    requestPort: () => ipcRenderer.send('carat:request-port'),
    /** Opens an http, https or mailto address in the browser, after the user agreed to. */
    openLink: (url: string) => ipcRenderer.send('carat:open-link', String(url)),
    /** Tells the native menu its words in the window's language. */
    setMenuWords: (words: Record<string, string>) => ipcRenderer.send('carat:menu-words', words),
    /** Files the system opened Carat with since they were last taken; `carat:opened` tells of more. */
    takeOpened: () => ipcRenderer.invoke('carat:take-opened') as Promise<unknown>,
    /** Shows words outside the window; a click sends `carat:notification-clicked` with the id. */
    notify: (notice: unknown) => ipcRenderer.send('carat:notify', notice),
    /** Where a dropped file lies; null for one that a page made. Lets the window name that path. */
    pathOf: (file: Parameters<typeof webUtils.getPathForFile>[0]) => {
      const path = webUtils.getPathForFile(file)
      if (path !== '') ipcRenderer.send('carat:allow-path', path)
      return path === '' ? null : path
    },
  }),
)

ipcRenderer.on('carat:port', (event) => postMessage('carat:port', location.origin, event.ports))
ipcRenderer.on('carat:command', (_event, command: string) =>
  postMessage({ type: 'carat:command', command }, location.origin),
)
ipcRenderer.on('carat:opened', () => postMessage({ type: 'carat:opened' }, location.origin))
ipcRenderer.on('carat:notification-clicked', (_event, id: string) =>
  postMessage({ type: 'carat:notification-clicked', id }, location.origin),
)
