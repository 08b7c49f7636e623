import { randomUUID } from 'node:crypto'
import { basename } from 'node:path'
import { BrowserWindow, ipcMain } from 'electron'
import type { OpenedFiles } from './opened-files.ts'
import type { ServicesLink } from './services-link.ts'
import { isWindowUrl } from './window-origin.ts'

/** What the window is told of files that the system opened Carat with. */
interface TakenFiles {
  /** Paths; models are used where they lie. */
  models: string[]
  /** Pictures and clips, each to be fetched once from `url`. */
  media: { name: string; url: string }[]
}

/** Files wait here until a window takes them. */
export interface OpenedFilesQueue {
  add(files: OpenedFiles): void
  /** The file behind a path of the window's origin, once; null for any other path. */
  take(pathname: string): string | null
}

const PREFIX = '/opened/'

/** Hands files that were opened with Carat to the window, which attaches them and sends nothing. */
export function handleOpenedFiles(): OpenedFilesQueue & { serve(services: ServicesLink): void } {
  const waiting: OpenedFiles = { models: [], media: [] }
  const handedOut = new Map<string, string>()
  const handOut = (path: string) => {
    const url = `${PREFIX}${randomUUID()}`
    handedOut.set(url, path)
    return { name: basename(path), url }
  }
  return {
    add({ media, models }) {
      waiting.models.push(...models)
      waiting.media.push(...media)
      for (const window of BrowserWindow.getAllWindows()) window.webContents.send('carat:opened')
    },
    take(pathname) {
      const path = handedOut.get(pathname)
      handedOut.delete(pathname)
      return path ?? null
    },
    serve(services) {
      ipcMain.handle('carat:take-opened', (event): TakenFiles => {
        const frame = event.senderFrame
        if (!frame || frame.parent || !isWindowUrl(frame.url)) return { models: [], media: [] }
        const models = waiting.models.splice(0)
        for (const path of models) services.allowPath(path)
        return { models, media: waiting.media.splice(0).map(handOut) }
      })
    },
  }
}
