import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'

const run = promisify(execFile)

/**
 * Memory that a process holds now, in bytes: its own and the mapped pages of files. 0 when the
 * system does not say, or the process is gone.
 */
export async function readProcessMemory(pid: number | undefined): Promise<number> {
  if (pid === undefined) return 0
  try {
    return (await readers[process.platform]?.(pid)) ?? 0
  } catch {
    return 0
  }
}

const readers: Partial<Record<NodeJS.Platform, (pid: number) => Promise<number>>> = {
  linux: async (pid) => {
    const status = await readFile(`/proc/${pid}/status`, 'utf8')
    return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) * 1024
  },
  darwin: async (pid) => {
    const { stdout } = await run('ps', ['-o', 'rss=', '-p', `${pid}`])
    return Number(stdout.trim()) * 1024
  },
  // The last column is kibibytes, grouped as the user's language does it.
  win32: async (pid) => {
    const { stdout } = await run('tasklist', ['/fi', `PID eq ${pid}`, '/fo', 'csv', '/nh'])
    return Number(/"([^"]*)"\s*$/.exec(stdout)?.[1]?.replaceAll(/\D/g, '') ?? 0) * 1024
  },
}
