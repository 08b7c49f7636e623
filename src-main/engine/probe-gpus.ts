import type { Llama } from 'node-llama-cpp'
import type { ProbedGpus } from '../inference/engine-contract.ts'
import { explainMissingGpu } from './explain-missing-gpu.ts'
import { startLlama } from './start-llama.ts'

/** What the engine computes on here, without loading a model; memory in bytes, as it is now. */
export async function probeGpus(): Promise<ProbedGpus> {
  const llama = await startLlama({ useGpu: true }).catch((error: unknown) => toWords(error))
  if (typeof llama === 'string') return { backend: 'cpu', gpuProblem: llama, gpus: [] }
  if (!llama.gpu) {
    return { backend: 'cpu', gpuProblem: await explainMissingGpu(), gpus: [] }
  }
  return { backend: llama.gpu, gpuProblem: null, gpus: await readGpus(llama) }
}

/**
 * The engine tells names one by one, but memory only of all GPUs together: several are given as one,
 * as it spreads the layers over all of them.
 */
async function readGpus(llama: Llama): Promise<ProbedGpus['gpus']> {
  const [names, memory] = await Promise.all([llama.getGpuDeviceNames(), llama.getVramState()])
  if (memory.total === 0) return []
  return [
    {
      name: joinNames(names),
      memoryBytes: memory.total,
      freeMemoryBytes: memory.free,
      unified: memory.unifiedSize > memory.total / 2,
    },
  ]
}

function joinNames(names: readonly string[]): string {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return [...counts].map(([name, count]) => (count > 1 ? `${count} × ${name}` : name)).join(' + ')
}

const toWords = (error: unknown) => (error instanceof Error ? error.message : String(error))
