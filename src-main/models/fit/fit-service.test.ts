import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { Fit } from '../../contract/fit.ts'
import { automaticLoadOptions } from '../../contract/load-options.ts'
import { createEngineSlot } from '../../inference/engine-slot.ts'
import type { Engine, EngineModel } from '../../inference/engine.ts'
import {
  ask,
  checkout,
  createTestHost,
  demoModel,
  user,
  withOptions,
} from '../../inference/fixtures.ts'
import { createMachineProbe } from '../../inference/probe-machine.ts'
import { createTextEngine } from '../../inference/text-engine.ts'
import { createVisionEngineBinary } from '../../inference/vision-engine-binary.ts'
import { createVisionEngine } from '../../inference/vision-engine.ts'
import { temporaryDatabase } from '../../testing/temporary-database.ts'
import { temporaryFolder } from '../../testing/temporary-folder.ts'
import { writeGguf } from '../../testing/write-gguf.ts'
import { createFitService } from './fit-service.ts'
import { createLocalFacts } from './read-local-facts.ts'

const BUILD_MILLISECONDS = 15 * 60_000
const MEBIBYTE = 2 ** 20
const signal = new AbortController().signal

function setUp() {
  const host = createTestHost()
  const database = temporaryDatabase()
  const fit = createFitService({
    database,
    probe: createMachineProbe(host),
    memoryInUse: () => slot.memory(),
  })
  const binary = createVisionEngineBinary({ checkoutFolder: checkout, resourcesFolder: '' })
  const slot = createEngineSlot({
    text: createTextEngine(host),
    vision: createVisionEngine(binary),
    planner: fit.planner,
  })
  onTestFinished(() => slot.dispose())
  const recorded = (table: string) =>
    database.prepare(`select count(*) from ${table}`).pluck().get() as number
  return { fit, slot, recorded }
}

/** What the load took once it and its record are done. */
async function loadReally({ recorded, slot }: ReturnType<typeof setUp>, model: EngineModel) {
  const before = recorded('load_observations')
  const options = { needsPictures: model.projectorPath !== null, signal, onPhase: () => {} }
  const memory = await slot.use(model, options, async (loaded) => loaded.memory)
  await expect.poll(() => recorded('load_observations')).toBe(before + 1)
  return memory.processBytes + memory.gpuBytes
}

const readFacts = createLocalFacts()
const kinds: Engine['kind'][] = ['text', 'vision']

test.each(kinds)(
  'after a real load by the %s engine the estimate is corrected by what was seen',
  async (kind) => {
    const parts = setUp()
    const projectorPath = kind === 'vision' ? demoModel.projectorPath : null
    const model = await readFacts(demoModel.modelPath)
    const projector = projectorPath === null ? null : await readFacts(projectorPath)
    // Without a GPU, so that the figures are those of one memory.
    const loadOptions = { ...withOptions({ gpuLayers: 0 }).loadOptions }
    const fitWith = (contextSize: number): Promise<Fit> =>
      parts.fit.fitFacts(
        model,
        projector,
        { ...automaticLoadOptions, gpuLayers: 0, contextSize },
        'demo',
      )
    const loadWith = (contextSize: number) =>
      loadReally(parts, {
        ...demoModel,
        projectorPath,
        loadOptions: { ...loadOptions, contextSize },
      })

    const guess = await fitWith(2048)
    expect(guess).toMatchObject({ basis: 'header', contextSize: 2048, verdict: 'runs-well' })
    const took = await loadWith(2048)
    expect(Math.abs(guess.totalBytes - took)).toBeLessThan(150 * MEBIBYTE)

    // Buffers that only replies touch come on top of what a load shows.
    const latent = 60 * MEBIBYTE
    const learnt = await fitWith(2048)
    expect(learnt.basis).toBe('measured')
    expect(learnt.totalBytes).toBeGreaterThanOrEqual(took)
    expect(learnt.totalBytes).toBeLessThan(took + latent)

    const other = await fitWith(8192)
    expect(other.basis).toBe('measured')
    const otherTook = await loadWith(8192)
    expect(other.totalBytes).toBeGreaterThan(otherTook - 20 * MEBIBYTE)
    expect(other.totalBytes).toBeLessThan(otherTook + latent + 20 * MEBIBYTE)
  },
  BUILD_MILLISECONDS,
)

test('a reply here is what is expected of the next one', async () => {
  const { fit, recorded, slot } = setUp()
  const blind = { ...demoModel, projectorPath: null }
  const model = await readFacts(demoModel.modelPath)
  const options = { needsPictures: false, signal, onPhase: () => {} }
  const expected = async () =>
    (await fit.fitFacts(model, null, automaticLoadOptions, 'demo', signal)).tokensPerSecond
  expect(await expected()).toBeNull()
  const reply = await slot.use(blind, options, (loaded) => ask(loaded, [user('Count to 60.')]))
  await expect.poll(() => recorded('speed_observations')).toBe(1)
  expect(await expected()).toBeCloseTo(reply.facts?.outputTokensPerSecond ?? 0, 3)
})

test('reads the machine live', async () => {
  const machine = await setUp().fit.machine(signal)
  expect(machine.freeMemoryBytes).toBeGreaterThan(0)
  expect(machine.freeMemoryBytes).toBeLessThanOrEqual(machine.memoryBytes)
  expect(machine.physicalCores).toBeGreaterThan(0)
  expect(machine.gpus.length > 0).toBe(machine.backend !== 'cpu')
})

test('plans a context that fits, and refuses one that no memory here could hold', async () => {
  const { fit } = setUp()
  const modelPath = join(temporaryFolder(), 'greedy.gguf')
  const header = {
    'general.architecture': 'llama',
    'llama.context_length': 2 ** 20,
    'llama.embedding_length': 192,
    'llama.block_count': 1,
    'llama.feed_forward_length': 192,
    'llama.attention.head_count': 64,
    'llama.attention.head_count_kv': 64,
    'llama.attention.key_length': 8192,
    'llama.attention.value_length': 8192,
    'llama.vocab_size': 32,
  }
  const tensors = [{ name: 'token_embd.weight', shape: [192, 32] }]
  writeFileSync(modelPath, writeGguf({ metadata: header, tensors }))
  const plan = (contextSize: number | null) =>
    fit.planner.planContext(
      { ...withOptions({ contextSize }), modelPath, projectorPath: null },
      'text',
      signal,
    )
  // Two mebibytes for each token.
  const { freeMemoryBytes } = await fit.machine(signal)
  const chosen = await plan(null)
  expect(chosen).toBeGreaterThanOrEqual(4096)
  expect(chosen === 4096 || chosen * 2 * MEBIBYTE < freeMemoryBytes).toBe(true)
  expect(await plan(1024)).toBe(1024)
  await expect(plan(2 ** 20)).rejects.toMatchObject({
    code: 'MODEL_LOAD_FAILED',
    data: { modelName: 'Demo', detail: expect.stringMatching(/memory/) },
  })
})

test('leaves files that say nothing to the engine', async () => {
  const modelPath = join(temporaryFolder(), 'garbage.gguf')
  writeFileSync(modelPath, 'no model at all')
  const { planner } = setUp().fit
  const model = { ...withOptions({ contextSize: null }), modelPath, projectorPath: null }
  expect(await planner.planContext(model, 'text', signal)).toBe(4096)
})
