import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import type { Machine } from '../../contract/fit.ts'
import { automaticLoadOptions } from '../../contract/load-options.ts'
import { readCatalogue } from '../catalogue/read-catalogue.ts'
import { type SpeedObservation } from './expected-speed.ts'
import { fromCatalogue } from './fit-candidates.ts'
import { machineWith } from './fixtures.ts'
import { judgeFit } from './judge-fit.ts'
import { toSupply } from './place-memory.ts'
import { recommend } from './recommend.ts'

const { models } = readCatalogue(resolve(import.meta.dirname, '../../../resources'))

function recommendFor(machine: Machine, speeds: SpeedObservation[] = []) {
  const supply = toSupply(machine)
  const observed = { loads: () => [], speeds: () => speeds }
  const found = recommend(models, machine, (model, index) =>
    judgeFit(
      fromCatalogue(model, index, automaticLoadOptions, { supply, observed }),
      supply,
      machine,
    ),
  )
  const model = models.find(({ id }) => id === found?.modelId)
  return { ...found, model, repository: model?.repositories[found?.repositoryIndex ?? -1] }
}

test('one click must do: the weights need no account and the model talks', () => {
  for (const memory of [4, 8, 16, 32, 64]) {
    const { fit, model, repository } = recommendFor(machineWith(memory))
    expect(repository?.gated).toBe(false)
    expect(model?.purpose).toBe('chat')
    expect(fit?.verdict).toBe('runs-well')
    expect(fit?.basis).toBe('facts')
  }
})

test('a GPU gets the largest model that fits it', () => {
  const sizes = [8, 16, 32].map((memory) => recommendFor(machineWith(64, { memory })))
  for (const { fit, reason } of sizes) {
    expect(reason).toBe('fits-gpu')
    expect(fit?.placement).toBe('gpu')
  }
  const parameters = sizes.map(({ model }) => model?.parameters ?? 0)
  expect(parameters).toEqual([...parameters].sort((one, other) => one - other))
  expect(parameters[2]).toBeGreaterThan(parameters[0] ?? 0)
})

test('a processor gets no model that it would take for ever with, and the reason says so', () => {
  const { model, reason } = recommendFor(machineWith(128))
  expect(reason).toBe('fast-enough')
  expect(model?.inputs).toContain('pictures')
  expect(model?.activeParameters).toBeLessThan(8e9)
  const slow = recommendFor(machineWith(128, undefined, 2))
  expect(slow.model?.activeParameters).toBeLessThan(model?.activeParameters ?? 0)
})

test('what was measured here counts more than what is usual', () => {
  const speed = (outputTokensPerSecond: number): SpeedObservation => ({
    modelId: 'seen',
    onGpu: false,
    activeBytes: 720e6,
    outputTokensPerSecond,
  })
  const usual = recommendFor(machineWith(128))
  const faster = recommendFor(machineWith(128), [speed(300)])
  const slower = recommendFor(machineWith(128), [speed(8)])
  expect(faster.model?.parameters).toBeGreaterThan(usual.model?.parameters ?? 0)
  expect(slower.model?.parameters).toBeLessThan(usual.model?.parameters ?? 0)
})

test('the smallest is named when nothing runs well, and nothing when nothing loads', () => {
  const scarce = { ...machineWith(4), freeMemoryBytes: 1.6e9 }
  expect(recommendFor(scarce)).toMatchObject({ reason: 'smallest' })
  expect(recommendFor({ ...machineWith(4), freeMemoryBytes: 0.2e9 }).modelId).toBeUndefined()
})
