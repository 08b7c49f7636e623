import type { MessagePortMain } from 'electron'
import type { ChildEntry, ChildExit, ChildHandle } from '../../platform/host.ts'
import { createDeferredPort, type DeferredPort } from './deferred-port.ts'
import type { FromServices, ToServices } from './relay-messages.ts'

/** The services' side of the relay: child processes that the main process starts for them. */
export interface ChildSpawner {
  spawnChild(entry: ChildEntry): ChildHandle
  /** Takes what the main process says about children; false if it is about something else. */
  receive(message: ToServices, port: MessagePortMain | undefined): boolean
}

interface RelayedChild {
  port: DeferredPort
  exit(exit: ChildExit): void
}

/** @param tellMain sends to the main process. */
export function createChildSpawner(tellMain: (message: FromServices) => void): ChildSpawner {
  const children = new Map<number, RelayedChild>()
  let lastId = 0
  return {
    spawnChild(entry) {
      const id = (lastId += 1)
      const port = createDeferredPort()
      const exited = new Promise<ChildExit>((exit) => children.set(id, { port, exit }))
      tellMain({ type: 'spawn-child', id, entry })
      return { port, exited, kill: () => tellMain({ type: 'kill-child', id }) }
    },
    receive(message, port) {
      if (message.type === 'child-port') {
        if (port) children.get(message.id)?.port.connect(port)
        return true
      }
      if (message.type === 'child-exit') {
        const { id, code, signal } = message
        const child = children.get(id)
        children.delete(id)
        child?.exit({ code, signal })
        child?.port.close()
        return true
      }
      return false
    },
  }
}
