import { ipcMain, MessageChannelMain } from 'electron'
import type { ServicesLink } from './services-link.ts'
import { isWindowUrl } from './window-origin.ts'

/**
 * Joins the window to the services by a channel that this process does not read. Only a page of
 * our own origin gets one, and only its main frame.
 */
export function handlePortRequests(services: ServicesLink): void {
  ipcMain.on('carat:request-port', (event) => {
    const frame = event.senderFrame
    if (!frame || frame.parent || !isWindowUrl(frame.url)) return
    const { port1, port2 } = new MessageChannelMain()
    services.serve(port2)
    frame.postMessage('carat:port', null, [port1])
  })
}
