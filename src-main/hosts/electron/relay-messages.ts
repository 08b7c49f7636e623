import type { ChildEntry, SecretStore } from '../../platform/host.ts'

/** Where the services work; handed to their process as its one argument, in JSON. */
export interface ServicesStart {
  version: string
  dataFolder: string
  resourcesFolder: string
  checkoutFolder: string | null
  secretStorage: SecretStore['storage']
}

/** What only the main process can do for the services; each is answered by a text or null. */
export type Question =
  | { kind: 'resolve-proxy'; url: string }
  /** Answered in base64. */
  | { kind: 'seal'; secret: string }
  | { kind: 'unseal'; sealed: string }
  | { kind: 'choose-folder' }
  | { kind: 'choose-save-path'; name: string }
  | { kind: 'print-pdf'; htmlFile: string; pdfFile: string }

/** From the main process to the services. `serve` and `child-port` carry one port. */
export type ToServices =
  | { type: 'serve' }
  | { type: 'child-port'; id: number }
  | { type: 'child-exit'; id: number; code: number | null; signal: string | null }
  | { type: 'answer'; id: number; answer: string | null; failed: boolean }
  /** The user dropped this file on the window, or chose it. */
  | { type: 'allow-path'; path: string }
  | { type: 'dispose' }

/** From the services to the main process, which alone can start utility processes. */
export type FromServices =
  | { type: 'ready' }
  | { type: 'failed'; words: string }
  | { type: 'spawn-child'; id: number; entry: ChildEntry }
  | { type: 'kill-child'; id: number }
  | { type: 'ask'; id: number; question: Question }
  /** For the dock or task bar, 0 to 1; null takes it away. */
  | { type: 'progress'; fraction: number | null }
