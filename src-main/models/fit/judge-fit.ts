import type { Fit, Machine } from '../../contract/fit.ts'
import { chooseContext, findLargestContext, limitContext } from './choose-context.ts'
import type { MemoryEstimate, MemorySupply } from './place-memory.ts'

/** What other programs keep: a browser and the system itself. */
const RESERVE = { share: 0.15, leastBytes: 1.5 * 2 ** 30 }

/** A model as the judge sees it. */
export interface Candidate {
  /** It is loaded with a picture encoder. */
  pictures: boolean
  /** What it takes with this context; may be asked for many. */
  estimate(contextSize: number): MemoryEstimate
  trainedContext: number
  /** The user's choice; null leaves it to Carat. */
  wantedContext: number | null
  basis: Fit['basis']
  /** Expected with this placement; null until something was measured here. */
  tokensPerSecond(placement: Fit['placement']): number | null
}

/**
 * How a model will stand on this computer as it is now: `runs-well` leaves a reserve for other
 * programs, 1.5 GiB or 15 % of the memory, `tight` does not, `too-big` has not enough at all.
 */
export function judgeFit(
  candidate: Candidate,
  supply: MemorySupply,
  { memoryBytes }: Pick<Machine, 'memoryBytes'>,
): Fit {
  const { trainedContext } = candidate
  const judge = (estimate: MemoryEstimate) => toVerdict(estimate, supply, memoryBytes)
  const contextSize = resolveContext(candidate, supply, { memoryBytes })
  const estimate = candidate.estimate(contextSize)
  const tries = trainedContext > 0 ? trainedContext : contextSize
  return {
    verdict: judge(estimate),
    parts: roundParts(estimate.parts),
    totalBytes: sumParts(roundParts(estimate.parts)),
    gpuBytes: Math.round(estimate.gpuBytes),
    availableBytes: supply.hostBytes + (supply.unified ? 0 : supply.gpuBytes),
    placement: estimate.placement,
    contextSize,
    largestContext: findLargestContext(
      tries,
      (size) => judge(candidate.estimate(size)) === 'runs-well',
    ),
    trainedContext,
    basis: candidate.basis,
    tokensPerSecond: candidate.tokensPerSecond(estimate.placement),
  }
}

/** The context the engine will be told: the user's choice within the model's limits, or the best one. */
export function resolveContext(
  { estimate, pictures, trainedContext, wantedContext }: Candidate,
  supply: MemorySupply,
  { memoryBytes }: Pick<Machine, 'memoryBytes'>,
): number {
  if (wantedContext !== null) return limitContext(wantedContext, trainedContext)
  return chooseContext(pictures, trainedContext, (size) => {
    const tried = estimate(size)
    return {
      runsWell: toVerdict(tried, supply, memoryBytes) === 'runs-well',
      onGpu: tried.placement === 'gpu',
    }
  })
}

/** All parts together. */
export const sumParts = ({ cache, compute, projector, weights }: Fit['parts']) =>
  cache + compute + projector + weights

function toVerdict(
  estimate: MemoryEstimate,
  supply: MemorySupply,
  memoryBytes: number,
): Fit['verdict'] {
  const reserve = Math.max(RESERVE.leastBytes, RESERVE.share * memoryBytes)
  const total = sumParts(estimate.parts)
  const host = supply.unified ? total : total - estimate.gpuBytes
  if (estimate.gpuBytes > supply.gpuBytes) return 'too-big'
  if (host + reserve <= supply.hostBytes) return 'runs-well'
  return host <= supply.hostBytes ? 'tight' : 'too-big'
}

const roundParts = ({ cache, compute, projector, weights }: Fit['parts']): Fit['parts'] => ({
  weights: Math.round(weights),
  projector: Math.round(projector),
  cache: Math.round(cache),
  compute: Math.round(compute),
})
