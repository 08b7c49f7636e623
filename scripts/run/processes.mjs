// Why this exists: starts programs without a shell, hands signals on to them, and waits.
import { spawn } from 'node:child_process'
import { delimiter, dirname } from 'node:path'
import { findNode, root } from './paths.mjs'

/**
 * Runs a program in the checkout until it ends; SIGINT and SIGTERM go on to it.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {{ env?: Record<string, string | undefined>, quiet?: boolean }} [options] `quiet` hides
 *   what it prints.
 * @returns {Promise<number>} its exit code; 128 + n after signal n, as shells say it.
 */
export function runProgram(command, args, { env = {}, quiet = false } = {}) {
  const child = spawn(command, args, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: quiet ? ['inherit', 'ignore', 'inherit'] : 'inherit',
  })
  // A terminal sends Ctrl+C to the child as well; the second one does no harm.
  const onInterrupt = () => child.kill('SIGINT')
  const onTerminate = () => child.kill('SIGTERM')
  process.on('SIGINT', onInterrupt)
  process.on('SIGTERM', onTerminate)
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code, signal) => {
      process.off('SIGINT', onInterrupt)
      process.off('SIGTERM', onTerminate)
      resolve(code ?? (signal === 'SIGINT' ? 130 : signal === 'SIGTERM' ? 143 : 137))
    })
  })
}

/**
 * Runs a script with Carat's Node, which also comes first on the PATH of what it starts.
 *
 * @param {string} script path within the checkout
 * @param {string[]} [args]
 * @param {{ env?: Record<string, string | undefined>, quiet?: boolean }} [options]
 */
export function runNode(script, args = [], { env = {}, quiet = false } = {}) {
  const node = findNode()
  const path = `${dirname(node)}${delimiter}${process.env.PATH ?? ''}`
  return runProgram(node, [script, ...args], { env: { PATH: path, ...env }, quiet })
}
