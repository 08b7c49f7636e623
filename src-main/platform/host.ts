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
export type ChildEntry = 'engine' | 'pixels' | 'keeper' | 'reader'

/** Keeps small secrets, such as a hub's token, as safely as the place allows. */
export interface SecretStore {
  storage: 'keychain' | 'plain-keychain' | 'private-file'
  read(name: string): Promise<string | null>
  /** Null forgets it. */
  write(name: string, secret: string | null): Promise<void>
}

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
  secrets: SecretStore
  /** The proxy the system wants for an address, e.g. `http://proxy:8080`; null for none. */
  resolveProxy(url: string): Promise<string | null>
  /** Lets the user choose a folder in a native dialog; null where there are none. */
  chooseFolder: (() => Promise<string | null>) | null
  /** Lets the user choose where a file is saved, in a native dialog; null where there are none. */
  chooseSavePath: ((name: string) => Promise<string | null>) | null
  /** Prints an HTML file to a PDF; both paths are absolute. Null where that cannot be done. */
  printPdf: ((htmlFile: string, pdfFile: string) => Promise<void>) | null
  /** Whether the window may name this path: where native dialogs are, only what the user chose. */
  allowsPath(path: string): boolean
  /** Shows long work in the dock or task bar, 0 to 1; null when there is none. */
  showProgress(fraction: number | null): void
  /** Ends the services in order and starts them anew; windows connect again by themselves. */
  restartServices(): void
}
