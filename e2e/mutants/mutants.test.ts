import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createMutantLoader, goodOutcomes } from './load-mutant.ts'
import type { Trial } from './try-mutants.ts'
import { tryMutants } from './try-mutants.ts'

/** The engine may have to be built first. */
const BUILD_MILLISECONDS = 15 * 60_000
/** None takes a third of it, but tests run on machines that have much else to do. */
const LOAD_MILLISECONDS = 30_000
/** Of the mutants that pass the check; `run-all.ts` loads all of them. */
const LOAD_EVERY = 16

let folder: string
let trials: Trial[]
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'carat-mutants-'))
  const load = await createMutantLoader(folder, LOAD_MILLISECONDS)
  trials = await tryMutants({ loadEvery: LOAD_EVERY, load })
}, BUILD_MILLISECONDS)
afterAll(() => rm(folder, { recursive: true }))

test('2,000 spoiled files are each refused in words or pass', () => {
  expect(trials).toHaveLength(2000)
  const refused = trials.filter(({ refusal }) => refusal !== null)
  expect(refused.length).toBeGreaterThan(1200)
  expect(refused.every(({ refusal }) => refusal !== 'INTERNAL')).toBe(true)
})

test('every file that is cut off is refused before an engine sees it', () => {
  const cut = trials.filter(({ what }) => what.startsWith('cut off'))
  expect(cut.length).toBeGreaterThan(200)
  expect(cut.filter(({ refusal }) => refusal === null)).toEqual([])
})

test('those that pass load, or end in words, in an engine of their own', () => {
  const loaded = trials.filter(({ outcome }) => outcome !== null)
  expect(loaded.length).toBeGreaterThan(30)
  expect(loaded.filter(({ outcome }) => !goodOutcomes.some((good) => good === outcome))).toEqual([])
  expect(loaded.some(({ outcome }) => outcome === 'loaded')).toBe(true)
})
