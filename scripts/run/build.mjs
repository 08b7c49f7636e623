// Why this exists: builds both hosts, and only if something they are made of is newer.
import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { install } from './install.mjs'
import { root, tools } from './paths.mjs'
import { runNode } from './processes.mjs'
import { say } from './say.mjs'

const stamp = join(root, 'out/.build-stamp')
const sources = ['src-main', 'src-renderer']
const settings = [
  'electron.vite.config.ts',
  'package-lock.json',
  'package.json',
  'tsconfig.base.json',
]

/** Throws if the build fails. */
export async function buildIfStale() {
  const started = Date.now()
  if (existsSync(stamp) && newestChange() <= statSync(stamp).mtimeMs) return
  const code = await runNode(tools.electronVite, ['build', '--logLevel', 'warn'], { quiet: true })
  if (code !== 0) throw new Error(`the build failed with exit code ${code}`)
  writeFileSync(stamp, '')
  say(`Built in ${((Date.now() - started) / 1000).toFixed(1)} s`)
}

/** Folders count too: their time changes when a file in them is removed. */
function newestChange() {
  const files = sources.flatMap((folder) => [
    join(root, folder),
    ...readdirSync(join(root, folder), { recursive: true }).map((name) =>
      join(root, folder, String(name)),
    ),
  ])
  const all = [...files, ...settings.map((name) => join(root, name))]
  return Math.max(...all.map((file) => statSync(file).mtimeMs))
}

/** @param {string[]} _args */
export async function run(_args) {
  await install()
  await buildIfStale()
  return 0
}
