import { readFile } from 'node:fs/promises'
import { availableParallelism, cpus } from 'node:os'

/**
 * Threads an engine may use: one physical core is left to everything else, for with all of them
 * busy an engine slows down many times as soon as anything else runs. At least 1.
 */
export async function countEngineThreads(): Promise<number> {
  const physical = await countPhysicalCores()
  return Math.max(1, Math.min(physical, availableParallelism()) - 1)
}

/** Cores as built, without the second threads that some have. */
export async function countPhysicalCores(): Promise<number> {
  const logical = cpus().length
  if (process.platform === 'linux') {
    const siblings = await Promise.all(
      Array.from({ length: logical }, (_, index) =>
        readFile(`/sys/devices/system/cpu/cpu${index}/topology/thread_siblings_list`, 'utf8').catch(
          () => `${index}`,
        ),
      ),
    )
    return new Set(siblings).size
  }
  // Arm processors have no second thread on a core; the others found outside Linux have two.
  return process.arch === 'arm64' ? logical : Math.ceil(logical / 2)
}
