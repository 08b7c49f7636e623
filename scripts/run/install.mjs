// Why this exists: installs the packages when they are not those of the lockfile, and only then,
// so that every verb can begin with it.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isInstalled } from './install-state.mjs'
import { root } from './paths.mjs'
import { runProgram } from './processes.mjs'
import { say } from './say.mjs'

/** Throws if the packages cannot be installed. */
export async function install() {
  const locked = readPackages('package-lock.json')
  if (isInstalled(locked ?? {}, readPackages('node_modules/.package-lock.json'))) return
  say('Installing packages (once, about half a minute) ...')
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error']
  // npm tells the scripts it runs where it is; on Windows its shim needs a shell to be found.
  const npm = process.env.npm_execpath
  const code = npm?.endsWith('.js')
    ? await runProgram(process.execPath, [npm, ...args])
    : await runProgram(...shimCommand(args))
  if (code !== 0) throw new Error(`npm ci failed with exit code ${code}`)
}

/** @param {string} lockfile */
function readPackages(lockfile) {
  const file = join(root, lockfile)
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).packages : null
}

/**
 * @param {string[]} args
 * @returns {[string, string[]]}
 */
function shimCommand(args) {
  return process.platform === 'win32' ? ['cmd.exe', ['/d', '/c', 'npm', ...args]] : ['npm', args]
}
