import { join } from 'node:path'
import { type MessagePortMain, utilityProcess, type UtilityProcess } from 'electron'
import { log } from '../../platform/log.ts'
import { answer } from './answers.ts'
import type { FromServices, Question, ServicesStart, ToServices } from './relay-messages.ts'
import { showProgress } from './show-progress.ts'
import { createSpawnRelay } from './spawn-relay.ts'

/** The services process as the main process sees it: always there, if need be a new one. */
export interface ServicesLink {
  /** Lets the services answer this port, as soon as they run. */
  serve(port: MessagePortMain): void
  /** Lets the window name this path, which the user dropped on it. */
  allowPath(path: string): void
  /** Ends the services and their children in order, within 3 seconds. */
  dispose(): Promise<void>
}

const PATIENCE_MS = 2_500
/** So many ends in a row before they were ready mean that starting again will not help. */
const MOST_FAILED_STARTS = 3

/**
 * Runs the services in a utility process and starts them again if they die; what was acknowledged
 * is on disk, and the window asks for a new port when its old one closes.
 *
 * @param onHopeless hears why, when they cannot be started.
 */
export function startServices(
  entriesFolder: string,
  start: ServicesStart,
  onHopeless: (words: string) => void,
): ServicesLink {
  let services: UtilityProcess | null = null
  let ended = Promise.resolve()
  let ready = false
  let disposing = false
  let failedStarts = 0
  let reason = 'The services ended before they were ready.'
  const waiting: MessagePortMain[] = []

  function tell(message: ToServices, ports: MessagePortMain[] = []) {
    services?.postMessage(message, ports)
  }

  async function reply(id: number, question: Question) {
    try {
      tell({ type: 'answer', id, answer: await answer(question), failed: false })
    } catch (error) {
      tell({ type: 'answer', id, answer: String(error), failed: true })
    }
  }

  function run() {
    const child = utilityProcess.fork(join(entriesFolder, 'services.js'), [JSON.stringify(start)], {
      serviceName: 'Carat services',
    })
    const relay = createSpawnRelay(entriesFolder, tell)
    services = child
    child.on('message', (message: FromServices) => {
      if (message.type === 'failed') reason = message.words
      if (message.type === 'ready') {
        ready = true
        failedStarts = 0
        for (const port of waiting.splice(0)) tell({ type: 'serve' }, [port])
      }
      if (message.type === 'ask') void reply(message.id, message.question)
      if (message.type === 'progress') showProgress(message.fraction)
      relay.receive(message)
    })
    ended = new Promise((resolve) => {
      child.once('exit', (code) => {
        relay.killAll()
        services = null
        if (!ready) failedStarts += 1
        ready = false
        resolve()
        if (disposing) return
        // With 0 they ended in order, to begin anew: to go back to a snapshot, say.
        if (code !== 0) log.error({ code }, 'services ended')
        if (failedStarts < MOST_FAILED_STARTS) run()
        else onHopeless(reason)
      })
    })
  }

  run()
  return {
    serve(port) {
      if (ready) tell({ type: 'serve' }, [port])
      else waiting.push(port)
    },
    allowPath: (path) => tell({ type: 'allow-path', path }),
    async dispose() {
      disposing = true
      tell({ type: 'dispose' })
      const timer = setTimeout(() => services?.kill(), PATIENCE_MS)
      await ended
      clearTimeout(timer)
    },
  }
}
