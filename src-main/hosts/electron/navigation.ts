import { app, session } from 'electron'
import { isWindowUrl } from './window-origin.ts'

/** What the window may do beyond showing itself: put text on the clipboard. */
const allowedPermissions: readonly string[] = ['clipboard-sanitized-write']

/**
 * Keeps every page where it is: no navigation, no new windows, no embedded pages, no permissions,
 * no downloads. Links open in the browser by `openLink` alone.
 */
export function lockNavigation(): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-frame-navigate', (event) => event.preventDefault())
    contents.on('will-redirect', (event) => event.preventDefault())
    contents.on('will-attach-webview', (event) => event.preventDefault())
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  })
}

/** The same for what the default session grants; needs the app to be ready. */
export function lockSession(): void {
  const { defaultSession } = session
  defaultSession.setPermissionRequestHandler((_contents, permission, answer, { requestingUrl }) =>
    answer(allowedPermissions.includes(permission) && isWindowUrl(requestingUrl)),
  )
  defaultSession.setPermissionCheckHandler(
    (_contents, permission, origin) =>
      allowedPermissions.includes(permission) && isWindowUrl(origin),
  )
  defaultSession.setDevicePermissionHandler(() => false)
  defaultSession.on('will-download', (event) => event.preventDefault())
}
