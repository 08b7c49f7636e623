/** A message channel to a child process, in the shape oRPC's port adapters take. */
export interface ChildPort {
  postMessage(message: unknown): void
  on(event: 'message', listener: (event: { data: unknown }) => void): void
  on(event: 'close', listener: () => void): void
}

/** How a child process ended: an exit code or a signal, whichever the system gave. */
export interface ChildExit {
  code: number | null
  signal: string | null
}

/** A running child process of Carat's own code. */
export interface ChildHandle {
  port: ChildPort
  /** Resolves once, when the process is gone; never rejects. */
  exited: Promise<ChildExit>
  /** Ends the process at once. */
  kill(): void
}

/** Entries that are built beside the services and run as processes of their own. */
export type ChildEntry = 'engine' | 'pixels'

/**
 * Everything the services need from the place they run in. Electron and the web host each supply
 * one; neither holds logic of its own.
 */
export interface Host {
  kind: 'electron' | 'web'
  version: string
  /** Absolute folder for conversations, attachments and models of this user. */
  dataFolder: string
  /** Absolute folder of `resources/` as shipped. */
  resourcesFolder: string
  /**
   * Absolute folder of the source checkout, where the picture engine can be built; null in an
   * installed app, which carries it in `resourcesFolder`.
   */
  checkoutFolder: string | null
  /** Starts a child process; it ends with this one, however this one ends. */
  spawnChild(entry: ChildEntry): ChildHandle
}
