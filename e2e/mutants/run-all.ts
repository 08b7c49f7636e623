// Loads every mutant that Carat's check lets pass into the real engines, and counts what happened:
// the whole of what mutants.test.ts does with some of them. Takes about eight minutes on two cores.
//
//   node e2e/mutants/run-all.ts
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createMutantLoader } from './load-mutant.ts'
import { tryMutants } from './try-mutants.ts'

const folder = await mkdtemp(join(tmpdir(), 'carat-mutants-'))
try {
  const load = await createMutantLoader(folder, 10_000)
  let loads = 0
  let slowest = 0
  const trials = await tryMutants({
    loadEvery: 1,
    load: async (mutant) => {
      const started = performance.now()
      const outcome = await load(mutant)
      slowest = Math.max(slowest, performance.now() - started)
      loads += 1
      const told = outcome !== 'loaded' && outcome !== 'MODEL_LOAD_FAILED'
      if (told) console.log(mutant.number, mutant.of, mutant.what, outcome)
      if (loads % 50 === 0) console.log(`${loads} loaded`)
      return outcome
    },
  })
  const counts = Object.groupBy(trials, ({ of, outcome, refusal }) => `${of} ${refusal ?? outcome}`)
  console.table(
    Object.fromEntries(Object.entries(counts).map(([kind, some]) => [kind, some?.length])),
  )
  console.log(`${trials.length} mutants, ${loads} loaded, the slowest in ${Math.round(slowest)} ms`)
} finally {
  await rm(folder, { recursive: true })
}
