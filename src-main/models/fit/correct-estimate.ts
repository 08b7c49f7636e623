import type { Engine } from '../../inference/engine.ts'
import { median } from './expected-speed.ts'
import { sumParts } from './judge-fit.ts'
import type { MemoryEstimate } from './place-memory.ts'

/** A real load: what was predicted for it, uncorrected, and what it took; in bytes. */
export interface LoadObservation {
  modelId: string
  engine: Engine['kind']
  onGpu: boolean
  optionsKey: string
  predictedBytes: number
  predictedGpuBytes: number
  /** Process and GPU together. */
  measuredBytes: number
  measuredGpuBytes: number
}

/** Which model and options an estimate is for. */
export interface EstimateSubject {
  modelId: string | null
  engine: Engine['kind']
  optionsKey: string
}

/** Loads smaller than this are mostly the engine itself, and say nothing about weights. */
const SMALLEST_YARDSTICK = 2 ** 30

/** A computer of which one load says less or more than this is not understood by a ratio. */
const RATIO = { least: 0.5, most: 1.5 }

/**
 * An estimate brought nearer to what was seen here. This very model is off by the same bytes with
 * other options; other models are off by the same ratio, the median of one for each model. The
 * correction goes into the compute part first, since that is what headers do not tell.
 *
 * @param observations latest first.
 */
export function correctEstimate(
  estimate: MemoryEstimate,
  subject: EstimateSubject,
  observations: readonly LoadObservation[],
): { estimate: MemoryEstimate; measured: boolean } {
  const alike = observations.filter(
    ({ engine, onGpu }) => engine === subject.engine && onGpu === (estimate.placement !== 'cpu'),
  )
  const own = alike.filter(({ modelId }) => modelId === subject.modelId)
  const closest = own.find(({ optionsKey }) => optionsKey === subject.optionsKey) ?? own[0]
  if (closest) {
    const bytes = closest.measuredBytes - closest.predictedBytes
    const gpuBytes = closest.measuredGpuBytes - closest.predictedGpuBytes
    return { estimate: shift(estimate, bytes, gpuBytes), measured: true }
  }
  const ratio = findRatio(alike)
  if (ratio === 1) return { estimate, measured: false }
  const bytes = (ratio - 1) * sumParts(estimate.parts)
  return { estimate: shift(estimate, bytes, (ratio - 1) * estimate.gpuBytes), measured: false }
}

function findRatio(observations: readonly LoadObservation[]): number {
  const latest = new Map<string, number>()
  for (const { measuredBytes, modelId, predictedBytes } of observations) {
    if (predictedBytes < SMALLEST_YARDSTICK || latest.has(modelId)) continue
    latest.set(modelId, measuredBytes / predictedBytes)
  }
  if (latest.size === 0) return 1
  return Math.min(RATIO.most, Math.max(RATIO.least, median([...latest.values()])))
}

/** Adds bytes to the parts, or takes them away from compute, then weights, then the rest. */
function shift(estimate: MemoryEstimate, bytes: number, gpuBytes: number): MemoryEstimate {
  const parts = { ...estimate.parts }
  let left = bytes
  for (const part of ['compute', 'weights', 'cache', 'projector'] as const) {
    const next = Math.max(0, parts[part] + left)
    left -= next - parts[part]
    parts[part] = next
  }
  const changed = { ...estimate, parts }
  return {
    ...changed,
    gpuBytes: Math.min(sumParts(parts), Math.max(0, estimate.gpuBytes + gpuBytes)),
  }
}
