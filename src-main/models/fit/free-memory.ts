import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { freemem, totalmem } from 'node:os'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** Memory of this computer in bytes, or what its container allows if that is less. */
export function readTotalMemory(): number {
  const limit = process.constrainedMemory()
  return limit > 0 ? Math.min(limit, totalmem()) : totalmem()
}

/**
 * Memory in bytes that a new program could take now without pushing others out. Caches of files count
 * as free, for the system gives them up by itself.
 */
export async function readFreeMemory(): Promise<number> {
  const free = await readSystem().catch(() => process.availableMemory())
  // Node knows the limits of containers, and says the whole computer's where there are none.
  const limited = process.constrainedMemory() > 0 && process.constrainedMemory() < totalmem()
  return limited ? Math.min(free, process.availableMemory()) : free
}

async function readSystem(): Promise<number> {
  if (process.platform === 'linux') return parseMemoryInfo(await readFile('/proc/meminfo', 'utf8'))
  if (process.platform === 'darwin') return parsePageCounts((await run('vm_stat')).stdout)
  return freemem()
}

/** Linux's own count of what can be had, from `/proc/meminfo`. */
export function parseMemoryInfo(text: string): number {
  const kibibytes = /^MemAvailable:\s+(\d+) kB$/m.exec(text)?.[1]
  if (!kibibytes) throw new Error('MemAvailable is missing')
  return Number(kibibytes) * 1024
}

/** Pages that macOS gives away at once, from `vm_stat`; those called free are only a few of them. */
export function parsePageCounts(text: string): number {
  const pageSize = Number(/page size of (\d+) bytes/.exec(text)?.[1])
  const pages = ['free', 'inactive', 'speculative', 'purgeable'].map((kind) =>
    Number(new RegExp(`^Pages ${kind}:\\s+(\\d+)\\.`, 'm').exec(text)?.[1] ?? 0),
  )
  const bytes = pageSize * pages.reduce((total, each) => total + each, 0)
  if (Number.isNaN(bytes)) throw new Error('vm_stat said something else')
  return bytes
}
