import type { Fit, Machine, MemoryParts } from '../../contract/fit.ts'
import { driverCosts } from './engine-memory.ts'
import type { MemoryNeeds } from './memory-needs.ts'

/** Where a load's bytes will lie. */
export interface MemoryEstimate {
  contextSize: number
  parts: MemoryParts
  /** Of the parts, in the GPU's memory. */
  gpuBytes: number
  placement: Fit['placement']
  /** Of the parts, what is only taken once replies are written: a measurement after the load lacks it. */
  latentBytes: number
}

/** Memory that can be had, in bytes; the GPU's is the computer's own if `unified`. */
export interface MemorySupply {
  backend: Machine['backend']
  hostBytes: number
  gpuBytes: number
  unified: boolean
}

/** Left free on a GPU for the screen and other programs; both engines do alike. */
const GPU_RESERVE = { share: 0.08, mostBytes: 2 ** 30 }

/**
 * What is free now, and what the model in memory would give back, as only one is held at a time.
 *
 * @param occupied bytes the present model holds; zeros for none.
 */
export function toSupply(machine: Machine, occupied = { hostBytes: 0, gpuBytes: 0 }): MemorySupply {
  const total = sum(machine.gpus.map(({ memoryBytes }) => memoryBytes))
  const free = sum(machine.gpus.map(({ freeMemoryBytes }) => freeMemoryBytes))
  const reserve = Math.min(total * GPU_RESERVE.share, GPU_RESERVE.mostBytes)
  return {
    backend: machine.backend,
    hostBytes: machine.freeMemoryBytes + occupied.hostBytes,
    gpuBytes: Math.max(0, Math.min(total, free + occupied.gpuBytes) - reserve),
    unified: machine.gpus.length > 0 && machine.gpus.every(({ unified }) => unified),
  }
}

/**
 * Decides where a load lies: as many layers on the GPU as fit there, or as many as were asked for.
 *
 * @param gpuLayers the user's choice; null for as many as fit.
 */
export function placeMemory(
  needs: MemoryNeeds,
  supply: MemorySupply,
  gpuLayers: number | null,
): MemoryEstimate {
  const share = chooseShare(needs, supply, gpuLayers)
  const driver = share > 0 ? driverCosts[supply.backend] : driverCosts.cpu
  const onGpu = share > 0 ? countGpu(needs, share) : { fixed: 0, layers: 0 }
  const kept = 1 - share
  const weights =
    needs.layerWeights +
    kept * needs.repacked +
    needs.embeddings +
    // Where memory is shared, so is the one matrix.
    (share === 1 && !supply.unified ? needs.tiedOutput : 0) +
    needs.adapters
  const compute =
    needs.activations + (share > 0 ? needs.scores : 0) + needs.engine + driver.gpu + driver.host
  return {
    contextSize: needs.contextSize,
    parts: { weights, projector: needs.projector + needs.encoder, cache: needs.cache, compute },
    gpuBytes: share > 0 ? onGpu.fixed + onGpu.layers + driver.gpu : 0,
    placement: share === 0 ? 'cpu' : share === 1 ? 'gpu' : 'partly-gpu',
    latentBytes: share > 0 ? 0 : needs.activations + needs.encoder,
  }
}

/** Bytes on the GPU with this share of the layers: what does not depend on it, and what does. */
function countGpu(needs: MemoryNeeds, share: number) {
  const whole = share === 1 ? needs.tiedOutput : 0
  return {
    fixed: needs.projector + needs.encoder + needs.activations + needs.scores + needs.adapters,
    layers: share * (needs.layerWeights + needs.cache) + whole,
  }
}

function chooseShare(needs: MemoryNeeds, supply: MemorySupply, gpuLayers: number | null): number {
  if (supply.backend === 'cpu' || supply.gpuBytes === 0 || gpuLayers === 0) return 0
  if (gpuLayers !== null) return Math.min(1, gpuLayers / needs.layers)
  const free = supply.gpuBytes - driverCosts[supply.backend].gpu
  const all = countGpu(needs, 1)
  if (all.fixed + all.layers <= free) return 1
  const layers = needs.layerWeights + needs.cache
  const fitting = Math.floor(((free - all.fixed) / layers) * needs.layers)
  return Math.max(0, Math.min(needs.layers - 1, fitting)) / needs.layers
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0)
