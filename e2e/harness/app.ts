import type { Page } from '@playwright/test'
import type { FrozenEngines } from './frozen-engines.ts'

/** A running Carat with a data folder of its own; the same for both hosts. */
export interface App {
  host: 'web' | 'electron'
  /** Folder of conversations and models, fresh for each app. */
  dataFolder: string
  /** Home folder of its user, empty at first: other programs keep their models in it. */
  homeFolder: string
  /** Process of the host; another after `start`. */
  pid(): number
  /** Shows the window and waits until it can be used. */
  openWindow(): Promise<Page>
  /** Ends the app in order, as closing it does. */
  stop(): Promise<void>
  /** Starts it again on the same data folder, after `stop` or `kill`. */
  start(): Promise<void>
  /** Ends the host at once with SIGKILL, as a power cut would. */
  kill(): Promise<void>
  /** Ids of the processes of running engines. */
  enginePids(): number[]
  /** Every process of the app that runs now. */
  processes(): { pid: number; command: string }[]
  /** Freezes the engines that run now, at the latest until the test ends. */
  freezeEngines(): FrozenEngines
}
