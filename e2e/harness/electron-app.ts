import { _electron, type ElectronApplication } from '@playwright/test'
import type { App } from './app.ts'
import { createAppFolder } from './app-folder.ts'
import { checkout } from './checkout.ts'
import { signalProcess } from './processes.ts'
import type { WindowWatch } from './watch.ts'
import { waitUntilUsable } from './window.ts'

/** Starts Carat in Electron, watched from its first window on. The second result ends it all. */
export async function startElectronApp(
  executablePath: string,
  watch: WindowWatch,
  environment: Record<string, string>,
): Promise<{ app: App; dispose: () => Promise<void> }> {
  const folder = createAppFolder(environment)
  let electron: ElectronApplication | null = null
  const start = async () => {
    electron = await _electron.launch({
      executablePath,
      args: [
        // Chromium's sandbox cannot be set up by root, as whom containers run.
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        checkout,
        '--data-dir',
        folder.dataFolder,
      ],
      env: { ...ownEnvironment(), ...folder.environment, LANG: 'en_US.UTF-8' },
      cwd: checkout,
    })
    watch.follow(electron.context())
  }
  const running = () => {
    if (!electron) throw new Error('the app does not run')
    return electron
  }
  const stop = async () => {
    const ending = running()
    electron = null
    await ending.close()
  }
  const kill = async () => {
    const ending = running()
    electron = null
    const { pid } = ending.process()
    const closed = ending.waitForEvent('close')
    if (pid !== undefined) signalProcess(pid, 'SIGKILL')
    await closed
  }
  await start()
  const app: App = {
    ...folder,
    host: 'electron',
    pid: () => running().process().pid ?? 0,
    async openWindow() {
      const page = await running().firstWindow()
      await waitUntilUsable(page)
      return page
    },
    stop,
    kill,
    start,
  }
  return {
    app,
    async dispose() {
      folder.thaw()
      try {
        if (electron) await stop()
      } finally {
        await folder.remove()
      }
    },
  }
}

const ownEnvironment = () =>
  Object.fromEntries(
    Object.entries(process.env).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    ),
  )
