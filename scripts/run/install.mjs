// Why this exists: installs the packages when the lockfile changed since the last time, and only
// then, so that every verb can begin with it.
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './paths.mjs'
import { runProgram } from './processes.mjs'
import { say } from './say.mjs'

const stamp = join(root, 'node_modules/.install-stamp')

/** Throws if the packages cannot be installed. */
export async function install() {
  const wanted = installKey()
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  say('Installing packages (once, about half a minute) ...')
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error']
  // npm tells the scripts it runs where it is; on Windows its shim needs a shell to be found.
  const npm = process.env.npm_execpath
  const code = npm?.endsWith('.js')
    ? await runProgram(process.execPath, [npm, ...args])
    : await runProgram(...shimCommand(args))
  if (code !== 0) throw new Error(`npm ci failed with exit code ${code}`)
  writeFileSync(stamp, wanted)
}

/** What decides what is installed; the scripts of package.json do not. */
function installKey() {
  const { scripts, ...facts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const lock = readFileSync(join(root, 'package-lock.json'))
  return createHash('sha256').update(JSON.stringify(facts)).update(lock).digest('hex')
}

/**
 * @param {string[]} args
 * @returns {[string, string[]]}
 */
function shimCommand(args) {
  return process.platform === 'win32' ? ['cmd.exe', ['/d', '/c', 'npm', ...args]] : ['npm', args]
}
