import { BrowserWindow, ipcMain, Notification } from 'electron'
import { noticeFrom, plainBody } from './notice.ts'
import { showWindow } from './window.ts'
import { isWindowUrl } from './window-origin.ts'

/** Shows what the window wants to be told of while the user looks elsewhere; a click opens it. */
export function handleNotifications(): void {
  const shown = new Map<string, Notification>()
  ipcMain.on('carat:notify', (event, given: unknown) => {
    const frame = event.senderFrame
    if (!frame || frame.parent || !isWindowUrl(frame.url) || !Notification.isSupported()) return
    const notice = noticeFrom(given)
    if (!notice) return
    const { body, id, title } = notice
    shown.get(id)?.close()
    const notification = new Notification({ title, body: plainBody(body, process.platform) })
    // What is not referred to may be collected, and its click with it.
    shown.set(id, notification)
    const forget = () => {
      if (shown.get(id) === notification) shown.delete(id)
    }
    notification.on('close', forget)
    notification.on('click', () => {
      forget()
      const window = BrowserWindow.fromWebContents(event.sender)
      if (!window) return
      showWindow(window)
      window.webContents.send('carat:notification-clicked', id)
    })
    notification.show()
  })
}
