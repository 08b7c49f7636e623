import { chmodSync, mkdirSync } from 'node:fs'
import { open, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { SecretStore } from '../platform/host.ts'

/** How a secret is made unreadable before it is written, where the system can do that. */
export interface Sealing {
  storage: SecretStore['storage']
  seal(secret: string): Promise<Buffer>
  unseal(sealed: Buffer): Promise<string>
}

/** Nothing but the file's own rights: only this user may read it. */
export const unsealed: Sealing = {
  storage: 'private-file',
  seal: async (secret) => Buffer.from(secret, 'utf8'),
  unseal: async (sealed) => sealed.toString('utf8'),
}

/**
 * Secrets as files of this user alone (0600) in `<dataFolder>/secrets`, written whole or not at
 * all. One that cannot be unsealed, after a move to another computer say, reads as none.
 */
export function createSecretFiles(dataFolder: string, sealing: Sealing): SecretStore {
  const folder = join(dataFolder, 'secrets')
  const fileOf = (name: string) => {
    if (!/^[a-z-]{1,40}$/.test(name)) throw new Error(`not a name for a secret: ${name}`)
    return join(folder, name)
  }

  return {
    storage: sealing.storage,
    async read(name) {
      const sealed = await readFile(fileOf(name)).catch(() => null)
      return sealed ? await sealing.unseal(sealed).catch(() => null) : null
    },
    async write(name, secret) {
      const file = fileOf(name)
      if (secret === null) return await rm(file, { force: true })
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      chmodSync(folder, 0o700)
      const temporary = `${file}.new`
      const handle = await open(temporary, 'w', 0o600)
      try {
        await handle.writeFile(await sealing.seal(secret))
        await handle.sync()
      } finally {
        await handle.close()
      }
      await rename(temporary, file)
    },
  }
}
