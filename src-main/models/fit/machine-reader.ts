import type { Machine } from '../../contract/fit.ts'
import { countPhysicalCores } from '../../inference/engine-threads.ts'
import type { MachineProbe } from '../../inference/probe-machine.ts'
import { readFreeMemory, readTotalMemory } from './free-memory.ts'

/** Reads what this computer has for models, live: memory as it is now, GPUs as of 30 seconds ago. */
export const createMachineReader =
  (probe: MachineProbe) =>
  async (signal?: AbortSignal): Promise<Machine> => {
    const [gpus, host] = await Promise.all([probe(signal), readHost()])
    return { ...host, ...gpus }
  }

/** The part of a machine that takes no time to read, as if it had no GPU. */
export async function readHost(): Promise<Machine> {
  return {
    memoryBytes: readTotalMemory(),
    freeMemoryBytes: await readFreeMemory(),
    physicalCores: await countPhysicalCores(),
    backend: 'cpu',
    gpuProblem: null,
    gpus: [],
  }
}
