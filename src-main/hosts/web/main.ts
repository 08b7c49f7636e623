import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { forkChild } from '../../platform/fork-child.ts'
import { environmentProxy } from '../../network/environment-proxy.ts'
import type { Host } from '../../platform/host.ts'
import { createServices } from '../../services.ts'
import { prepareDataFolder } from '../data-folder.ts'
import { lockDataFolder } from '../data-folder-lock.ts'
import { findFolders } from '../folders.ts'
import { createSecretFiles, unsealed } from '../secret-files.ts'
import { alreadyRunningWords, hostWords, startupWords } from '../startup-words.ts'
import { createWindowFiles } from '../window-files.ts'
import { startHttpServer } from './http-server.ts'
import { openBrowser } from './open-browser.ts'
import { parseOptions, usage, type WebHostOptions } from './options.ts'
import { runServices } from './run-services.ts'
import { onSignal } from './shutdown.ts'

/** Exit code that says: another Carat has this data folder. */
const EXIT_ALREADY_RUNNING = 2

const say = (words: string) => void process.stderr.write(`${words}\n`)

async function start({ port, dataFolder: given, openBrowser: open }: WebHostOptions) {
  const dataFolder = prepareDataFolder(given)
  const { lock, heldBy } = lockDataFolder(dataFolder)
  if (!lock) {
    say(`${alreadyRunningWords(dataFolder, heldBy)}\n${hostWords('useThatOrFolder')}`)
    process.exit(EXIT_ALREADY_RUNNING)
  }
  process.once('exit', lock.release)

  const { entriesFolder, rendererFolder, resourcesFolder, checkoutFolder } = findFolders(
    import.meta.dirname,
  )
  const host: Host = {
    kind: 'web',
    version: packageVersion(),
    dataFolder,
    resourcesFolder,
    checkoutFolder,
    spawnChild: (entry) => forkChild(join(entriesFolder, `${entry}.js`)),
    secrets: createSecretFiles(dataFolder, unsealed),
    resolveProxy: async (url) => environmentProxy(process.env, url),
    chooseFolder: null,
    // The browser saves what it fetches, and prints pages itself.
    chooseSavePath: null,
    printPdf: null,
    // Whoever has the link already is this user, and a browser page has no native dialog.
    allowsPath: () => true,
    // The window says it in its title.
    showProgress: () => {},
    restartServices: () => running.restart(),
  }
  const running = await runServices(() => createServices(host))
  const server = await startHttpServer({
    port,
    handleWindowRequest: createWindowFiles({
      rendererFolder,
      dataFolder,
      takeExport: running.takeExport,
    }),
    serveSocket: running.serveSocket,
  })
  onSignal(async () => {
    await server.close()
    await running.dispose()
  })
  lock.announce(server.url)

  const link = server.issueLink()
  process.stdout.write(`READY ${link}\n`)
  if (open) openBrowser(link)
  offerFreshLinks(server.issueLink)
}

function packageVersion(): string {
  const file = join(import.meta.dirname, '../../package.json')
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version
}

/** A link works once; Enter in the terminal makes the next. */
function offerFreshLinks(issueLink: () => string): void {
  if (!process.stdin.isTTY) return
  say(hostWords('pressEnter'))
  process.stdin.on('data', () => say(issueLink()))
  process.stdin.unref()
}

let options: WebHostOptions
try {
  options = parseOptions(process.argv.slice(2))
} catch (error) {
  say(`${(error as Error).message}\n\n${usage}`)
  process.exit(1)
}
await start(options).catch((error: unknown) => {
  say(`${hostWords('couldNotStart')}: ${startupWords(error)}`)
  process.exit(1)
})
