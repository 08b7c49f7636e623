import type { FailureData } from '../../contract/errors.ts'
import type { GgufFacts } from './gguf-facts.ts'

/** Kinds of projectors that were made for certain models only; others are judged by width alone. */
const architectures: Readonly<Record<string, readonly string[]>> = {
  gemma3: ['gemma3'],
  gemma3nv: ['gemma3n'],
  gemma3na: ['gemma3n'],
  gemma4v: ['gemma4'],
  gemma4a: ['gemma4'],
  gemma4uv: ['gemma4'],
  gemma4ua: ['gemma4'],
  llama4: ['llama4'],
  qwen2vl_merger: ['qwen2vl'],
  'qwen2.5vl_merger': ['qwen2vl'],
}

/**
 * Half precision first: it is what most projectors are published in, half the size of `F32` for the
 * same answers, and every backend computes with it. `BF16` is as small, but some backends turn it
 * into `F32` on the fly; `Q8_0` loses a little, and pictures are the first to show it.
 */
const preference = ['F16', 'BF16', 'F32', 'Q8_0']

/**
 * Whether a projector belongs to a model: by what it makes and what the model takes, never by names.
 * Null when it does; otherwise the facts of `PROJECTOR_MISMATCH`.
 */
export function pairs(
  model: GgufFacts,
  projector: GgufFacts,
): FailureData<'PROJECTOR_MISMATCH'> | null {
  const modelWidth = model.shape?.embeddingWidth ?? 0
  const projectorWidth = projector.projector?.embeddingWidth ?? 0
  const made = architectures[projector.projector?.type ?? '']
  const fits = modelWidth > 0 && modelWidth === projectorWidth
  if (fits && (!made || made.includes(model.architecture))) return null
  return {
    modelName: model.name ?? model.architecture,
    projectorName: projector.name ?? projector.architecture,
    modelWidth,
    projectorWidth,
  }
}

/** The one to use of several projectors: it pairs, sees pictures, and is of the best kind; or null. */
export function chooseProjector<Candidate extends { facts: GgufFacts }>(
  model: GgufFacts,
  candidates: readonly Candidate[],
): Candidate | null {
  const [best] = candidates
    .filter(({ facts }) => facts.projector && !pairs(model, facts))
    .toSorted((one, other) => rank(one.facts) - rank(other.facts))
  return best ?? null
}

function rank({ projector, quantization }: GgufFacts): number {
  const place = preference.indexOf(quantization ?? '')
  const kind = place === -1 ? preference.length : place
  return projector?.pictures ? kind : kind + 100
}
