import type { CatalogueModel, Recommendation } from '../../contract/catalogue.ts'
import type { Fit, Machine } from '../../contract/fit.ts'
import { countActiveBytes } from './catalogue-needs.ts'

/** Slower than reading aloud, and nobody waits for that. */
const SLOWEST_TOKENS_PER_SECOND = 5

/**
 * What ordinary memory gives to a processor when nothing was measured here, in bytes a second: 20 GB
 * of the 38 that two channels of DDR4-2400 have, and 6 for each core at work. Meant to be low.
 */
const MEMORY_PACE = { most: 20e9, eachCore: 6e9 }

type FitOf = (model: CatalogueModel, repositoryIndex: number) => Fit

/**
 * The model to begin with: the largest for conversation that runs well here, one that sees pictures
 * before one that does not. One that lies on the GPU as a whole comes before larger ones that do not,
 * and where the processor computes it must be fast enough. Null when not even the smallest loads.
 */
export function recommend(
  models: readonly CatalogueModel[],
  machine: Machine,
  fitOf: FitOf,
): Recommendation | null {
  const candidates = models
    .filter(({ purpose, repositories }) => purpose === 'chat' && repositories.length > 0)
    .map((model) => {
      const repositoryIndex = chooseRepository(model)
      return { model, repositoryIndex, fit: fitOf(model, repositoryIndex) }
    })
    .sort((one, other) => rank(other.model) - rank(one.model))
  const well = candidates.filter(({ fit }) => fit.verdict === 'runs-well')
  const fast = well.filter(
    ({ fit, model, repositoryIndex }) =>
      toSpeed(fit, countActiveBytes(model, repositoryIndex), machine) >= SLOWEST_TOKENS_PER_SECOND,
  )
  const [largest] = fast
  const onGpu = isBuiltIn(machine) ? undefined : fast.find(({ fit }) => fit.placement === 'gpu')
  if (largest) {
    if (onGpu && sees(onGpu.model) >= sees(largest.model))
      return toRecommendation(onGpu, 'fits-gpu')
    return toRecommendation(largest, largest === well[0] ? 'fits-memory' : 'fast-enough')
  }
  const [smallest] = candidates
    .filter(({ fit }) => fit.verdict !== 'too-big')
    .sort((one, other) => one.fit.totalBytes - other.fit.totalBytes)
  return smallest ? toRecommendation(smallest, well.length > 0 ? 'fast-enough' : 'smallest') : null
}

const sees = ({ inputs }: CatalogueModel) => (inputs.includes('pictures') ? 1 : 0)

/** Pictures before size. */
const rank = (model: CatalogueModel) => model.parameters + sees(model) * 1e15

/** The first that needs no account, for one click must do. */
function chooseRepository({ repositories }: CatalogueModel): number {
  const open = repositories.findIndex(({ gated }) => !gated)
  return Math.max(0, open)
}

/** Tokens a second, as measured or else by what memory gives; a GPU of its own is fast enough. */
function toSpeed(fit: Fit, activeBytes: number, machine: Machine): number {
  if (fit.tokensPerSecond !== null) return fit.tokensPerSecond
  if (fit.placement === 'gpu' && !isBuiltIn(machine)) return Number.POSITIVE_INFINITY
  const cores = Math.max(1, machine.physicalCores - 1)
  const pace = Math.min(MEMORY_PACE.most, cores * MEMORY_PACE.eachCore)
  const onProcessor = isBuiltIn(machine) ? 1 : 1 - fit.gpuBytes / fit.totalBytes
  return pace / (activeBytes * onProcessor)
}

/** Graphics in an ordinary processor read the same slow memory; Apple's chips have a faster one. */
const isBuiltIn = ({ backend, gpus }: Machine) =>
  backend === 'vulkan' && gpus.every(({ unified }) => unified)

const toRecommendation = (
  { fit, model, repositoryIndex }: { fit: Fit; model: CatalogueModel; repositoryIndex: number },
  reason: Recommendation['reason'],
): Recommendation => ({ modelId: model.id, repositoryIndex, reason, fit })
