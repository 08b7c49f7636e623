// Why this exists: says where Electron's program is without loading the package, which would start
// a download.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './paths.mjs'

/** The program's path, or null if it is not installed (npx install-electron installs it). */
export function electronBinary() {
  const names = {
    darwin: 'Electron.app/Contents/MacOS/Electron',
    win32: 'electron.exe',
  }
  const folder = join(root, 'node_modules/electron')
  const named = join(folder, 'path.txt')
  const name = existsSync(named)
    ? readFileSync(named, 'utf8').trim()
    : (names[process.platform] ?? 'electron')
  const file = join(process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(folder, 'dist'), name)
  return existsSync(file) ? file : null
}

export const electronMissing = 'Electron binary not installed (npx install-electron)'
