import type { ChildEntry } from '../../platform/host.ts'

/** Where the services work; handed to their process as its one argument, in JSON. */
export interface ServicesStart {
  version: string
  dataFolder: string
  resourcesFolder: string
  checkoutFolder: string | null
}

/** From the main process to the services. `serve` and `child-port` carry one port. */
export type ToServices =
  | { type: 'serve' }
  | { type: 'child-port'; id: number }
  | { type: 'child-exit'; id: number; code: number | null; signal: string | null }
  | { type: 'dispose' }

/** From the services to the main process, which alone can start utility processes. */
export type FromServices =
  | { type: 'ready' }
  | { type: 'failed'; words: string }
  | { type: 'spawn-child'; id: number; entry: ChildEntry }
  | { type: 'kill-child'; id: number }
