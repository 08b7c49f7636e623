import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { app, BrowserWindow, dialog } from 'electron'
import { mayWrite, prepareDataFolder } from '../data-folder.ts'
import { lockDataFolder } from '../data-folder-lock.ts'
import { findFolders } from '../folders.ts'
import { alreadyRunningWords, hostWords } from '../startup-words.ts'
import { createWindowFiles } from '../window-files.ts'
import { secretStorage } from './answers.ts'
import { registerWindowScheme, serveWindow } from './app-protocol.ts'
import { setMenu } from './menu.ts'
import { lockNavigation, lockSession } from './navigation.ts'
import { handleLinks } from './open-link.ts'
import { handleDroppedFiles } from './dropped-files.ts'
import { handleNotifications } from './notifications.ts'
import { handleOpenedFiles } from './handle-opened-files.ts'
import { openedFiles } from './opened-files.ts'
import { handlePortRequests } from './rpc-port.ts'
import { type ServicesLink, startServices } from './services-link.ts'
import { openWindow, showWindow } from './window.ts'

app.setName('Carat')
app.enableSandbox()
registerWindowScheme()
lockNavigation()

const { values } = parseArgs({
  args: process.argv.slice(1),
  options: { 'data-dir': { type: 'string' } },
  // Chromium's own switches stand among the arguments.
  strict: false,
})
const given = values['data-dir']
const dataFolder = prepareDataFolder(typeof given === 'string' ? given : undefined)
// Chromium's profile, and with it the lock of the single instance, belongs to the data folder.
// Chromium must write, so beside a folder that is read-only it gets one of its own.
app.setPath(
  'userData',
  mayWrite(dataFolder)
    ? join(dataFolder, 'window')
    : mkdtempSync(join(app.getPath('temp'), 'carat-window-')),
)

const opened = handleOpenedFiles()

if (app.requestSingleInstanceLock()) start()
else app.quit()

function start(): void {
  opened.add(openedFiles(process.argv.slice(1), process.cwd()))
  app.on('second-instance', (_event, args, folder) => {
    opened.add(openedFiles(args.slice(1), folder))
    const [window] = BrowserWindow.getAllWindows()
    if (window) showWindow(window)
    else app.emit('activate')
  })
  // How macOS opens files; it may come before everything is ready.
  app.on('open-file', (event, path) => {
    event.preventDefault()
    opened.add(openedFiles([path], '/'))
    if (app.isReady()) app.emit('activate')
  })
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  void app.whenReady().then(run)
}

function run(): void {
  const { lock, heldBy } = lockDataFolder(dataFolder)
  if (!lock) {
    return giveUp(`${alreadyRunningWords(dataFolder, heldBy)} ${hostWords('useThat')}`)
  }
  app.once('quit', lock.release)

  const folders = findFolders(
    import.meta.dirname,
    app.isPackaged ? join(process.resourcesPath, 'resources') : undefined,
  )
  const { entriesFolder, rendererFolder, resourcesFolder, checkoutFolder } = folders
  const services = startServices(
    entriesFolder,
    {
      version: app.getVersion(),
      dataFolder,
      resourcesFolder,
      checkoutFolder,
      secretStorage: secretStorage(),
    },
    giveUp,
  )
  disposeBeforeQuit(services)

  const developmentServer = app.isPackaged ? null : (process.env.ELECTRON_RENDERER_URL ?? null)
  serveWindow(createWindowFiles({ rendererFolder, dataFolder }), developmentServer, opened.take)
  lockSession()
  handlePortRequests(services)
  handleLinks()
  handleDroppedFiles(services)
  handleNotifications()
  opened.serve(services)

  const preloadFile = join(entriesFolder, '../preload/preload.cjs')
  const open = () => openWindow({ dataFolder, preloadFile })
  app.setAboutPanelOptions({ applicationName: 'Carat', applicationVersion: app.getVersion() })
  setMenu(open)
  open()
  app.on('activate', () => {
    if (BrowserWindow.getAllWindows().length === 0) open()
  })
}

function giveUp(words: string): void {
  dialog.showErrorBox(hostWords('couldNotStart'), words)
  app.exit(1)
}

/** Quitting waits for the services, so that what runs is stopped and written down. */
function disposeBeforeQuit(services: ServicesLink): void {
  let disposed = false
  app.on('will-quit', (event) => {
    if (disposed) return
    event.preventDefault()
    void services.dispose().then(() => {
      disposed = true
      app.quit()
    })
  })
}
