import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** The source checkout. */
export const checkout = resolve(import.meta.dirname, '../..')

/** Entry of the web host in the build under test. */
export const webHostEntry = join(checkout, 'out/main/web-host.js')

/**
 * Electron's binary, or null. Never through `import 'electron'`: outside Electron that starts a
 * download.
 */
export function findElectron(): string | null {
  const folder = join(checkout, 'node_modules/electron')
  const dist = process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(folder, 'dist')
  const nameFile = join(folder, 'path.txt')
  if (!existsSync(nameFile)) return null
  const binary = join(dist, readFileSync(nameFile, 'utf8').trim())
  return existsSync(binary) ? binary : null
}
