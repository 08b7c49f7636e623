import { resolve } from 'node:path'
import { environmentProxy } from '../network/environment-proxy.ts'
import { forkChild } from '../platform/fork-child.ts'
import type { Host, SecretStore } from '../platform/host.ts'

const root = resolve(import.meta.dirname, '../..')

/** For tests: a host that runs Carat's children straight from their source. */
export const createSourceHost = (dataFolder: string): Host => ({
  kind: 'web',
  version: '0.0.0',
  dataFolder,
  resourcesFolder: resolve(root, 'resources'),
  checkoutFolder: root,
  spawnChild: (entry) => forkChild(resolve(root, `src-main/${entry}/main.ts`)),
  secrets: createSecrets(),
  resolveProxy: async (url) => environmentProxy(process.env, url),
  chooseFolder: null,
  chooseSavePath: null,
  printPdf: null,
  allowsPath: () => true,
  showProgress: () => {},
  // A test that restores closes and starts by itself.
  restartServices: () => {},
})

/** Secrets for as long as the test runs. */
function createSecrets(): SecretStore {
  const secrets = new Map<string, string>()
  return {
    storage: 'private-file',
    read: async (name) => secrets.get(name) ?? null,
    write: async (name, secret) => {
      if (secret === null) secrets.delete(name)
      else secrets.set(name, secret)
    },
  }
}
