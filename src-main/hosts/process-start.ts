import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/**
 * When a process started, as a text that only compares equal for the very same process: process
 * ids are used again after a crash or a restart of the computer.
 *
 * @returns null if no such process runs; `''` if it runs but the system does not say since when.
 */
export function processStart(pid: number): string | null {
  if (!isAlive(pid)) return null
  try {
    if (process.platform === 'linux') return linuxStart(pid)
    const [command, ...args] =
      process.platform === 'win32'
        ? ['powershell', '-NoProfile', '-Command', `(Get-Process -Id ${pid}).StartTime.Ticks`]
        : ['ps', '-o', 'lstart=', '-p', String(pid)]
    const env = { ...process.env, LC_ALL: 'C', TZ: 'UTC' }
    return spawnSync(command!, args, { encoding: 'utf8', env, windowsHide: true }).stdout.trim()
  } catch {
    return ''
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function linuxStart(pid: number): string {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  // The name in brackets may hold spaces; what follows it starts with field 3, and 22 is the time.
  const ticks = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]
  return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}:${ticks}`
}
