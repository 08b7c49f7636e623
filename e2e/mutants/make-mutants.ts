import type { Original } from './mutations.ts'
import { mutations } from './mutations.ts'
import type { OriginalName } from './originals.ts'
import { createRandom } from './random.ts'

export interface Mutant {
  /** The same number is the same mutant in every run. */
  number: number
  of: OriginalName
  what: string
  bytes: Buffer
}

const SEED = 20_260_911
/** Together with the truncations 2,000. */
const MUTANTS = 2000
const HEADER_STEP = 4096
const BODY_POINTS = 64

/**
 * 2,000 spoiled files, always the same: each original cut off at every 4 KiB of its header and at 64
 * points of its body, and the rest changed in all the ways of `mutations`, one way each.
 */
export function* makeMutants(originals: Record<OriginalName, Original>): Generator<Mutant> {
  const random = createRandom(SEED)
  let number = 0
  for (const [of, original] of Object.entries(originals) as [OriginalName, Original][]) {
    for (const length of truncationPoints(original)) {
      const bytes = original.bytes.subarray(0, length)
      yield { number, of, what: `cut off after ${length} bytes`, bytes }
      number += 1
    }
  }
  const names = Object.keys(originals) as OriginalName[]
  for (; number < MUTANTS; number += 1) {
    const of = names[number % names.length]!
    const original = originals[of]
    const changed = random.pick(mutations)(Buffer.from(original.bytes), original, random)
    yield { number, of, ...changed }
  }
}

function truncationPoints({ bytes, headerEnd }: Original): number[] {
  const head = Array.from(
    { length: Math.ceil(headerEnd / HEADER_STEP) },
    (_, step) => step * HEADER_STEP,
  )
  const bodyBytes = bytes.length - headerEnd
  const body = Array.from(
    { length: BODY_POINTS },
    (_, point) => headerEnd + Math.floor((bodyBytes * point) / BODY_POINTS),
  )
  return [...head, ...body]
}
