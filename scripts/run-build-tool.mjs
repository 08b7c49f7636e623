// Why this exists: building the vision engine must not slow the app down, and stopping it must end
// every compiler it started, on every system.
import { spawn } from 'node:child_process'
import os from 'node:os'
import path from 'node:path'
import { VisionEngineBuildError } from './vision-engine-facts.mjs'

const windows = process.platform === 'win32'

/**
 * Runs a tool at low priority in a process group of its own, which an abort ends as a whole.
 * Everything it prints goes to `log`, and line by line to `onLine`.
 */
export function runBuildTool({ command, args, log, signal, onLine, cwd }) {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason)
    const tail = []
    const child = spawn(command, args, {
      cwd,
      detached: !windows,
      windowsHide: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NINJA_STATUS: '[%f/%t] ', GIT_CONFIG_GLOBAL: os.devNull, LC_ALL: 'C' },
    })
    let late
    const stop = () => {
      endGroup(child, 'SIGTERM')
      late = setTimeout(() => endGroup(child, 'SIGKILL'), 1000)
    }
    const leave = () => {
      clearTimeout(late)
      signal?.removeEventListener('abort', stop)
      process.removeListener('exit', stop)
    }
    child.once('spawn', () => lowerPriority(child.pid))
    signal?.addEventListener('abort', stop, { once: true })
    process.once('exit', stop)
    for (const stream of [child.stdout, child.stderr]) {
      let rest = ''
      stream.setEncoding('utf8').on('data', (text) => {
        log.write(text)
        const lines = (rest + text).split(/\r?\n/)
        rest = lines.pop()
        for (const line of lines) {
          onLine?.(line)
          tail.push(line)
        }
        tail.splice(0, tail.length - 15)
      })
    }
    child.once('error', (error) => (leave(), reject(error)))
    child.once('close', (status) => {
      leave()
      if (status === 0) return resolve()
      reject(
        new VisionEngineBuildError(
          'BUILD_FAILED',
          `${path.basename(command)} ended with ${status}.\n${tail.join('\n')}`,
        ),
      )
    })
  })
}

function lowerPriority(pid) {
  try {
    os.setPriority(pid, os.constants.priority.PRIORITY_BELOW_NORMAL)
  } catch {}
}

// Ninja gives every compiler a group of its own, and only ends them if it is asked to end itself.
function endGroup(child, signal) {
  try {
    if (windows)
      spawn('taskkill', ['/pid', String(child.pid), '/t', '/f'], {
        stdio: 'ignore',
        windowsHide: true,
      })
    else process.kill(-child.pid, signal)
  } catch {}
}
