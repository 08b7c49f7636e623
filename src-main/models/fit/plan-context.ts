import type { Machine } from '../../contract/fit.ts'
import type { Engine, EngineModel } from '../../inference/engine.ts'
import { CaratError } from '../../platform/carat-error.ts'
import { contextCeiling, limitContext } from './choose-context.ts'
import { fromFacts } from './fit-candidates.ts'
import { resolveContext, sumParts } from './judge-fit.ts'
import { readHost } from './machine-reader.ts'
import type { ObservationStore } from './observation-store.ts'
import { type MemorySupply, toSupply } from './place-memory.ts'
import type { LocalFacts } from './read-local-facts.ts'

/** Any computer that runs Carat has this much to spare, so nothing needs to be asked for it. */
const SMALL_BYTES = 2 ** 30

/** For files whose header says nothing: the engine will say what is wrong with them. */
const UNKNOWN_CONTEXT = 4096

/**
 * The context to load a model with: the user's within the model's limits, or the one its fit shows.
 *
 * @throws CaratError `MODEL_LOAD_FAILED` when all of this computer's memory is too small, and the
 *   signal's reason.
 */
export async function planContext(
  parts: {
    model: EngineModel
    kind: Engine['kind']
    readFacts: LocalFacts
    observed: Pick<ObservationStore, 'loads' | 'speeds'>
    machine: (signal?: AbortSignal) => Promise<Machine>
    supplyOf: (machine: Machine) => MemorySupply
  },
  signal: AbortSignal,
): Promise<number> {
  const { kind, machine, model, observed, readFacts, supplyOf } = parts
  const { loadOptions: options, modelPath, name, projectorPath } = model
  const read = async (file: string) => await readFacts(file, signal).catch(() => null)
  const facts = await read(modelPath)
  const projector = projectorPath !== null && kind === 'vision' ? await read(projectorPath) : null
  signal.throwIfAborted()
  if (!facts?.shape) return options.contextSize ?? UNKNOWN_CONTEXT

  const subject = { model: facts, projector, options, kind, modelId: model.id }
  const { trainedContext } = facts.shape
  const most =
    options.contextSize === null
      ? contextCeiling(projector !== null, trainedContext)
      : limitContext(options.contextSize, trainedContext)
  // A GPU takes a moment to find, and would change nothing for a model as small as this.
  const host = toSupply(await readHost())
  const small = fromFacts(subject, { supply: host, observed }).estimate(most)
  if (sumParts(small.parts) < Math.min(SMALL_BYTES, host.hostBytes / 2)) return most

  const here = await machine(signal)
  const supply = supplyOf(here)
  const candidate = fromFacts(subject, { supply, observed })
  const contextSize = resolveContext(candidate, supply, here)
  const needed = sumParts(candidate.estimate(contextSize).parts)
  const total = countMemory(here)
  if (needed <= total) return contextSize
  const detail = `it needs ${toMebibytes(needed)} MiB of memory, and there are ${toMebibytes(total)} MiB`
  throw new CaratError('MODEL_LOAD_FAILED', { modelName: name, detail })
}

/** All memory of this computer, used or not. */
const countMemory = ({ gpus, memoryBytes }: Machine) =>
  gpus.reduce((sum, gpu) => sum + (gpu.unified ? 0 : gpu.memoryBytes), memoryBytes)

const toMebibytes = (bytes: number) => Math.round(bytes / 2 ** 20)
