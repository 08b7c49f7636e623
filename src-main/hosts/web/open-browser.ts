import { spawn } from 'node:child_process'

/**
 * Shows an address in the default browser, if there is a screen to show it on. Failing to is not
 * worth a word: the link is printed as well.
 */
export function openBrowser(url: string): void {
  const [command, ...args] = openCommand(url)
  if (!command) return
  const child = spawn(command, args, { stdio: 'ignore', detached: true })
  child.on('error', () => {})
  child.unref()
}

function openCommand(url: string): string[] {
  if (process.platform === 'darwin') return ['open', url]
  // `start` is a word of the shell, and a shell would read the address as commands.
  if (process.platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler', url]
  const { DISPLAY, WAYLAND_DISPLAY } = process.env
  return DISPLAY || WAYLAND_DISPLAY ? ['xdg-open', url] : []
}
