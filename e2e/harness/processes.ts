import { readdirSync, readFileSync } from 'node:fs'

/** A running process; `start` tells it apart from a later one with the same id. */
export interface RunningProcess {
  pid: number
  parent: number
  start: string
  command: string
}

/**
 * Every process that belongs to a test's app: it carries the app's private temporary folder in its
 * environment or its arguments, so it is found whoever its parent is now. Linux only; elsewhere
 * nothing is found.
 */
export function findProcesses(marker: string): RunningProcess[] {
  if (process.platform !== 'linux') return []
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      const found = readProcess(Number(name), marker)
      return found ? [found] : []
    })
}

/** Processes and all that they have started, which need not name any folder. */
export function findFamily(of: readonly RunningProcess[]): RunningProcess[] {
  const everybody = findProcesses('')
  const family = new Set(of.map(({ pid }) => pid))
  for (let known = 0; known < family.size;) {
    known = family.size
    for (const { parent, pid } of everybody) if (family.has(parent)) family.add(pid)
  }
  return everybody.filter(({ pid }) => family.has(pid))
}

function readProcess(pid: number, marker: string): RunningProcess | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const [state, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    // A zombie has ended; its parent has just not looked yet.
    if (state === 'Z' || state === 'X') return null
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim()
    const environment = readFileSync(`/proc/${pid}/environ`, 'utf8')
    if (!command.includes(marker) && !environment.includes(marker)) return null
    return { pid, parent: Number(fields[0]), start: fields[18] ?? '', command }
  } catch {
    // Gone between the listing and the reading, or somebody else's.
    return null
  }
}

/** Whether a process is an engine: the one that reads text or the one that sees. */
export const isEngine = ({ command }: RunningProcess) =>
  /llama-server|vision-engine|[\\/]engine\.js/.test(command.split(' ').slice(0, 2).join(' '))

/** Sends a signal to a process that may be gone already. */
export function signalProcess(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}
