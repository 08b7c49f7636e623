import type { MessagePortMain } from 'electron'
import { RPCHandler } from '@orpc/server/message-port'
import { createRouter } from '../../rpc/router.ts'
import { createServices } from '../../services.ts'
import { createSecretFiles } from '../secret-files.ts'
import { startupWords } from '../startup-words.ts'
import { createQuestions } from './questions.ts'
import type { FromServices, ServicesStart, ToServices } from './relay-messages.ts'
import { createChildSpawner } from './spawn-children.ts'

/**
 * Entry of the process that holds the services, so that neither native code nor a busy database
 * can freeze or end the windows' own process.
 */
const RESTART_DELAY_MS = 100
const parent = process.parentPort
const tellMain = (message: FromServices) => parent.postMessage(message)
const start = JSON.parse(process.argv.at(-1) ?? '') as ServicesStart
const spawner = createChildSpawner(tellMain)
const questions = createQuestions(tellMain)
/** Folders and files the user chose in native dialogs or dropped on the window. */
const allowedPaths = new Set<string>()
const { secretStorage, ...facts } = start

const services = createServices({
  kind: 'electron',
  ...facts,
  spawnChild: spawner.spawnChild,
  secrets: createSecretFiles(start.dataFolder, {
    storage: secretStorage,
    seal: async (secret) =>
      Buffer.from((await questions.ask({ kind: 'seal', secret })) ?? '', 'base64'),
    unseal: async (sealed) =>
      (await questions.ask({ kind: 'unseal', sealed: sealed.toString('base64') })) ?? '',
  }),
  resolveProxy: (url) => questions.ask({ kind: 'resolve-proxy', url }),
  chooseFolder: async () => {
    const path = await questions.ask({ kind: 'choose-folder' })
    if (path !== null) allowedPaths.add(path)
    return path
  },
  chooseSavePath: (name) => questions.ask({ kind: 'choose-save-path', name }),
  printPdf: async (htmlFile, pdfFile) => {
    await questions.ask({ kind: 'print-pdf', htmlFile, pdfFile })
  },
  allowsPath: (path) => allowedPaths.has(path),
  showProgress: (fraction) => tellMain({ type: 'progress', fraction }),
  // The main process starts this one again; a moment later, so that what was asked is answered.
  restartServices: () => void setTimeout(() => void dispose(), RESTART_DELAY_MS),
})
const rpc = services.then((running) => new RPCHandler(createRouter(running)))

async function serve(port: MessagePortMain) {
  const handler = await rpc
  handler.upgrade(port)
  port.start()
}

async function dispose() {
  await (await services).dispose()
  process.exit(0)
}

parent.on('message', ({ data, ports: [port] }) => {
  const message = data as ToServices
  if (spawner.receive(message, port) || questions.receive(message)) return
  if (message.type === 'allow-path') allowedPaths.add(message.path)
  if (message.type === 'serve' && port) void serve(port)
  if (message.type === 'dispose') void dispose()
})

rpc.then(
  () => tellMain({ type: 'ready' }),
  (error: unknown) => {
    tellMain({ type: 'failed', words: startupWords(error) })
    // Gives the message the time to leave.
    setTimeout(() => process.exit(1), 100)
  },
)
