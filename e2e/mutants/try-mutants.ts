import type { LoadOutcome } from './load-mutant.ts'
import { judgeMutant, readFacts } from './judge-mutant.ts'
import type { Mutant } from './make-mutants.ts'
import { makeMutants } from './make-mutants.ts'
import { readOriginals } from './originals.ts'

/** What became of a mutant: refused before an engine saw it, or how the engine took it. */
export interface Trial {
  number: number
  of: Mutant['of']
  what: string
  /** Code of Carat's own check; null when it let the file pass. */
  refusal: string | null
  /** Null when it was refused, or not chosen to be loaded. */
  outcome: LoadOutcome | null
}

/** As many engines at a time as the smallest machine has cores. */
const AT_ONCE = 2

/**
 * Makes all mutants, checks each as Carat does, and loads those that pass and whose number
 * `loadEvery` divides, so that it is the same ones each time.
 *
 * @throws Whatever is no CaratError, which is a fault of Carat.
 */
export async function tryMutants(options: {
  loadEvery: number
  load: (mutant: Mutant) => Promise<LoadOutcome>
}): Promise<Trial[]> {
  const originals = await readOriginals()
  const model = await readFacts(originals.demo.bytes)
  const mutants = makeMutants(originals)
  const trials: Trial[] = []

  const work = async () => {
    for (const mutant of mutants) {
      const { number, of, what } = mutant
      const refusal = await judgeMutant(mutant, model)
      const chosen = refusal === null && number % options.loadEvery === 0
      const outcome = chosen ? await options.load(mutant) : null
      trials.push({ number, of, what, refusal, outcome })
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return trials
}
