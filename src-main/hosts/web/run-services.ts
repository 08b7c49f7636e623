import { RPCHandler } from '@orpc/server/ws'
import { log } from '../../platform/log.ts'
import { createRouter } from '../../rpc/router.ts'
import type { Services } from '../../services.ts'
import type { ExportedFile } from '../answer-export.ts'
import { startupWords } from '../startup-words.ts'
import type { RpcSocket } from './rpc-socket.ts'

/** Leaves the answer to whoever asked for a restart the time to go out. */
const RESTART_DELAY_MS = 100

/** The services behind a server that stays while they are ended and started anew. */
export interface RunningServices {
  /** Answers a window; one that comes while there are no services is sent away and tries again. */
  serveSocket(socket: RpcSocket): void
  /** A finished export, once; null while there are no services. */
  takeExport(id: string): ExportedFile | null
  restart(): void
  dispose(): Promise<void>
}

/** @throws what the first start throws; when a later one fails the process ends with words */
export async function runServices(start: () => Promise<Services>): Promise<RunningServices> {
  const sockets = new Set<RpcSocket>()
  let services: Services | null = null
  let rpc: RPCHandler<object> | null = null
  let work = Promise.resolve()

  const begin = async () => {
    services = await start()
    rpc = new RPCHandler(createRouter(services))
  }
  const end = async () => {
    rpc = null
    const ending = services
    services = null
    for (const socket of sockets) socket.close()
    await ending?.dispose()
  }
  const restart = async () => {
    try {
      await end()
      await begin()
    } catch (error) {
      log.fatal({ error }, 'the services could not be started again')
      process.stderr.write(`Carat could not go on. ${startupWords(error)}\n`)
      process.exit(1)
    }
  }

  await begin()
  return {
    serveSocket(socket) {
      if (!rpc) return socket.close()
      sockets.add(socket)
      socket.addEventListener('close', () => sockets.delete(socket))
      void rpc.upgrade(socket)
    },
    takeExport: (id) => services?.exports.takeDownload(id) ?? null,
    restart: () =>
      void setTimeout(() => {
        work = work.then(restart)
      }, RESTART_DELAY_MS),
    async dispose() {
      await work
      await end()
    },
  }
}
