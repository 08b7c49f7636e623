import { ipcMain, shell } from 'electron'
import { openableLink } from './openable-link.ts'
import { isWindowUrl } from './window-origin.ts'

/** Opens links the user agreed to leave the window for; the only caller of `openExternal`. */
export function handleLinks(): void {
  ipcMain.on('carat:open-link', (event, text: unknown) => {
    if (!event.senderFrame || !isWindowUrl(event.senderFrame.url)) return
    const link = openableLink(text)
    if (link) void shell.openExternal(link)
  })
}
