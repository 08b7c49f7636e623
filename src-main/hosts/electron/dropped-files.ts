import { ipcMain } from 'electron'
import type { ServicesLink } from './services-link.ts'
import { isWindowUrl } from './window-origin.ts'

/**
 * Lets the window name files that were dropped on it. The path comes from the preload, which gets
 * it from the file itself: a page cannot make a file of a path.
 */
export function handleDroppedFiles(services: ServicesLink): void {
  ipcMain.on('carat:allow-path', (event, path: unknown) => {
    const frame = event.senderFrame
    if (!frame || frame.parent || !isWindowUrl(frame.url) || typeof path !== 'string') return
    services.allowPath(path)
  })
}
