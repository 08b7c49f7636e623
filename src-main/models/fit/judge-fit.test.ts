import { describe, expect, test } from 'vitest'
import type { Machine } from '../../contract/fit.ts'
import { automaticLoadOptions } from '../../contract/load-options.ts'
import { type FitOptions, fromFacts } from './fit-candidates.ts'
import { gemmaFacts, gemmaProjector, machineWith } from './fixtures.ts'
import { judgeFit, sumParts } from './judge-fit.ts'
import { toSupply } from './place-memory.ts'

const nothingSeen = { loads: () => [], speeds: () => [] }
const four = gemmaFacts('4B', 3.16e9)
const twentySeven = gemmaFacts('27B', 17.2e9)

function judge(
  machine: Machine,
  {
    model = four,
    occupied,
    options = {},
    projector = gemmaProjector,
  }: {
    model?: typeof four
    options?: Partial<FitOptions>
    projector?: typeof four | null
    occupied?: { hostBytes: number; gpuBytes: number }
  } = {},
) {
  const supply = toSupply(machine, occupied)
  const candidate = fromFacts(
    {
      model,
      projector,
      options: { ...automaticLoadOptions, ...options },
      kind: projector ? 'vision' : 'text',
      modelId: null,
    },
    { supply, observed: nothingSeen },
  )
  return judgeFit(candidate, supply, machine)
}

describe('without a GPU', () => {
  test('the whole is the sum of its parts, and the repacked copy is among them', () => {
    const fit = judge(machineWith(32))
    expect(fit.totalBytes).toBe(sumParts(fit.parts))
    expect(fit.placement).toBe('cpu')
    expect(fit.gpuBytes).toBe(0)
    // 1.34 GB of embeddings once, the other 1.81 GB twice.
    expect(fit.parts.weights / 1e9).toBeCloseTo(4.96, 1)
    expect(fit.parts.projector / 1e9).toBeCloseTo(0.98, 1)
    expect(fit.basis).toBe('header')
    expect(fit.tokensPerSecond).toBeNull()
  })

  test('runs well, then tightly, then not at all, as memory gets less', () => {
    const verdicts = [32, 16, 11, 7].map((memory) => judge(machineWith(memory)).verdict)
    expect(verdicts).toEqual(['runs-well', 'runs-well', 'tight', 'too-big'])
  })

  test('the context chosen leaves the reserve, and the largest one is about as large as it gets', () => {
    const roomy = judge(machineWith(64))
    expect(roomy.contextSize).toBe(16_384)
    const narrow = judge(machineWith(14))
    expect(narrow.contextSize).toBeLessThan(16_384)
    expect(narrow.verdict).toBe('runs-well')
    const { largestContext } = narrow
    expect(judge(machineWith(14), { options: { contextSize: largestContext } }).verdict).toBe(
      'runs-well',
    )
    expect(
      judge(machineWith(14), { options: { contextSize: largestContext + 1024 } }).verdict,
    ).not.toBe('runs-well')
    expect(judge(machineWith(7)).largestContext).toBe(0)
  })

  test('what the model in memory would give back counts as free', () => {
    const occupied = { hostBytes: 10e9, gpuBytes: 0 }
    expect(judge(machineWith(7), { occupied }).verdict).toBe('runs-well')
  })

  test('a user may ask for more context, up to what the model was trained for', () => {
    const fit = judge(machineWith(64), { options: { contextSize: 1_000_000 } })
    expect(fit.contextSize).toBe(131_072)
  })
})

describe('with a GPU', () => {
  test('lies on it when all of it fits, with the context chosen for that', () => {
    const fit = judge(machineWith(32, { memory: 12 }))
    expect(fit).toMatchObject({ placement: 'gpu', verdict: 'runs-well' })
    expect(fit.gpuBytes).toBeLessThan(12e9 * 0.95)
    expect(fit.gpuBytes).toBeGreaterThan(4e9)
    const small = judge(machineWith(32, { memory: 7 }))
    expect(small.placement).toBe('gpu')
    expect(small.contextSize).toBeLessThan(fit.contextSize)
  })

  test('lies there in part when it does not fit, and the rest needs room in memory', () => {
    const fit = judge(machineWith(64, { memory: 12 }), { model: twentySeven, projector: null })
    expect(fit).toMatchObject({ placement: 'partly-gpu', verdict: 'runs-well' })
    expect(fit.gpuBytes).toBeGreaterThan(8e9)
    const little = judge(machineWith(16, { memory: 12 }), { model: twentySeven, projector: null })
    expect(little.verdict).toBe('too-big')
  })

  test('is left alone when no layers are to go there', () => {
    const fit = judge(machineWith(32, { memory: 12 }), { options: { gpuLayers: 0 } })
    expect(fit).toMatchObject({ placement: 'cpu', gpuBytes: 0 })
  })

  test('more layers than it has room for are too big', () => {
    const options = { gpuLayers: 62 }
    const fit = judge(machineWith(64, { memory: 12 }), {
      model: twentySeven,
      projector: null,
      options,
    })
    expect(fit.verdict).toBe('too-big')
  })

  test('that shares the memory counts it once, and needs no copies', () => {
    const fit = judge(machineWith(16, { memory: 11, backend: 'metal', unified: true }))
    expect(fit.placement).toBe('gpu')
    expect(fit.parts.weights).toBeLessThan(3.2e9)
    expect(fit.availableBytes).toBe(12e9)
  })
})

test('fewer bits for the cache leave room for a longer context', () => {
  const usual = judge(machineWith(16))
  const small = judge(machineWith(16), { options: { cacheType: 'q4_0' } })
  expect(small.largestContext).toBeGreaterThan(2 * usual.largestContext)
})
