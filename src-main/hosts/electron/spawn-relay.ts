import { join } from 'node:path'
import { MessageChannelMain, utilityProcess, type UtilityProcess } from 'electron'
import type { ChildEntry } from '../../platform/host.ts'
import type { FromServices, ToServices } from './relay-messages.ts'

/** The main process's side: starts children for one services process and reports their ends. */
export interface SpawnRelay {
  /** Takes what the services ask about children; other messages are ignored. */
  receive(message: FromServices): void
  /** Ends every child at once, when the services are gone. */
  killAll(): void
}

/**
 * Starts `engine` and `pixels` as utility processes, which only the main process can. Each is
 * joined to the services by a channel of its own; since children speak on their parent port in
 * every host, this process passes their messages on. Utility processes end with the app, however
 * it ends.
 */
export function createSpawnRelay(
  entriesFolder: string,
  tellServices: (message: ToServices, ports?: Electron.MessagePortMain[]) => void,
): SpawnRelay {
  const children = new Map<number, UtilityProcess>()

  function spawn(id: number, entry: ChildEntry) {
    const child = utilityProcess.fork(join(entriesFolder, `${entry}.js`), [], {
      serviceName: `Carat ${entry}`,
    })
    children.set(id, child)
    const { port1, port2 } = new MessageChannelMain()
    port1.on('message', ({ data }) => child.postMessage(data))
    child.on('message', (data: unknown) => port1.postMessage(data))
    // Until then the port keeps what the services send.
    child.once('spawn', () => port1.start())
    tellServices({ type: 'child-port', id }, [port2])
    child.once('exit', (code) => {
      children.delete(id)
      port1.close()
      tellServices({ type: 'child-exit', id, code, signal: null })
    })
  }

  return {
    receive(message) {
      if (message.type === 'spawn-child') spawn(message.id, message.entry)
      if (message.type === 'kill-child') kill(children.get(message.id))
    },
    killAll() {
      for (const child of children.values()) kill(child)
      children.clear()
    },
  }
}

/** A busy native call hears no request, so the process is ended from outside. */
function kill(child: UtilityProcess | undefined): void {
  if (!child?.pid) return void child?.kill()
  try {
    process.kill(child.pid, 'SIGKILL')
  } catch {
    child.kill()
  }
}
