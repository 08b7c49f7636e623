import type { Fit } from '../../contract/fit.ts'

/** How fast a model wrote here. */
export interface SpeedObservation {
  modelId: string
  onGpu: boolean
  /** Weights read for each token, in bytes. */
  activeBytes: number
  outputTokensPerSecond: number
}

/** Smaller models wait for other things than memory, so larger ones cannot be judged by them. */
const SMALLEST_YARDSTICK = 100 * 2 ** 20

/**
 * Expected writing speed in tokens a second: the median of this very model's replies, or that of the
 * measured model nearest in size, scaled by the bytes read for each token, because writing is bound
 * by memory. Null when nothing like it was measured here.
 *
 * @param modelId null for a model that is not here.
 */
export function expectSpeed(
  { activeBytes, modelId }: { activeBytes: number; modelId: string | null },
  placement: Fit['placement'],
  observed: readonly SpeedObservation[],
): number | null {
  const alike = observed.filter(({ onGpu }) => onGpu === (placement !== 'cpu'))
  const own = alike.filter((each) => each.modelId === modelId)
  if (own.length > 0) return median(own.map((each) => each.outputTokensPerSecond))
  const yardsticks = alike.filter((each) => each.activeBytes >= SMALLEST_YARDSTICK)
  if (activeBytes < SMALLEST_YARDSTICK || yardsticks.length === 0) return null
  const distance = (each: SpeedObservation) => Math.abs(Math.log(each.activeBytes / activeBytes))
  const nearest = yardsticks.reduce((one, other) => (distance(other) < distance(one) ? other : one))
  const same = yardsticks.filter(({ modelId: id }) => id === nearest.modelId)
  const bandwidth = median(same.map((each) => each.outputTokensPerSecond * each.activeBytes))
  return bandwidth / activeBytes
}

/** The middle of some numbers; NaN for none. */
export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((one, other) => one - other)
  const middle = sorted.length / 2
  const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]]
  return ((low ?? Number.NaN) + (high ?? Number.NaN)) / 2
}
