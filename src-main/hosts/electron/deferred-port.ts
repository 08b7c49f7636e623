import type { MessagePortMain } from 'electron'
import type { ChildPort } from '../../platform/host.ts'

/** A port that can be used before it is there; what is sent meanwhile waits. */
export interface DeferredPort extends ChildPort {
  connect(port: MessagePortMain): void
  /** For a child that died before its port came. */
  close(): void
}

/** Ports arrive a moment after a child is asked for, but its handle is needed at once. */
export function createDeferredPort(): DeferredPort {
  let connected: MessagePortMain | null = null
  let closed = false
  const waiting: unknown[] = []
  const onMessage = new Set<(event: { data: unknown }) => void>()
  const onClose = new Set<() => void>()

  function close() {
    if (closed) return
    closed = true
    connected?.close()
    for (const listener of onClose) listener()
  }

  return {
    postMessage(message) {
      if (closed) return
      if (connected) connected.postMessage(message)
      else waiting.push(message)
    },
    on(event: 'message' | 'close', listener: ((event: { data: unknown }) => void) | (() => void)) {
      if (event === 'message') onMessage.add(listener)
      else onClose.add(listener as () => void)
    },
    connect(port) {
      if (closed) return port.close()
      connected = port
      port.on('message', (event) => {
        for (const listener of onMessage) listener({ data: event.data as unknown })
      })
      port.on('close', close)
      port.start()
      for (const message of waiting.splice(0)) port.postMessage(message)
    },
    close,
  }
}
