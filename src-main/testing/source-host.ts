import { resolve } from 'node:path'
import { forkChild } from '../platform/fork-child.ts'
import type { Host } from '../platform/host.ts'

const root = resolve(import.meta.dirname, '../..')

/** For tests: a host that runs Carat's children straight from their source. */
export const createSourceHost = (dataFolder: string): Host => ({
  kind: 'web',
  version: '0.0.0',
  dataFolder,
  resourcesFolder: resolve(root, 'resources'),
  checkoutFolder: root,
  spawnChild: (entry) => forkChild(resolve(root, `src-main/${entry}/main.ts`)),
})
