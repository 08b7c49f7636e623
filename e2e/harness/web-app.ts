import type { BrowserContext } from '@playwright/test'
import type { App } from './app.ts'
import { createAppFolder } from './app-folder.ts'
import { type HostProcess, startHostProcess } from './host-process.ts'
import { waitUntilUsable } from './window.ts'

/** Starts Carat's web host; its windows are tabs of `context`. The second result ends it all. */
export async function startWebApp(
  context: BrowserContext,
  environment: Record<string, string>,
): Promise<{ app: App; dispose: () => Promise<void> }> {
  const folder = createAppFolder(environment)
  let host: HostProcess | null = null
  let linkUsed = false
  const start = async () => {
    host = await startHostProcess(folder)
    linkUsed = false
  }
  const running = () => {
    if (!host) throw new Error('the app does not run')
    return host
  }
  const end = async (how: 'stop' | 'kill') => {
    const ending = running()
    host = null
    await ending[how]()
  }
  try {
    await start()
  } catch (error) {
    await folder.remove()
    throw error
  }
  const app: App = {
    ...folder,
    host: 'web',
    pid: () => running().pid,
    async openWindow() {
      const page = await context.newPage()
      const { link } = running()
      await page.goto(linkUsed ? new URL('/', link).href : link)
      linkUsed = true
      await waitUntilUsable(page)
      return page
    },
    stop: () => end('stop'),
    kill: () => end('kill'),
    start,
  }
  return {
    app,
    async dispose() {
      folder.thaw()
      try {
        if (host) await end('stop')
      } finally {
        await folder.remove()
      }
    },
  }
}
