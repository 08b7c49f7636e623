import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { LanguageModelV4Prompt } from '@ai-sdk/provider'
import type { Engine, EngineModel } from '../../src-main/inference/engine.ts'
import { automaticEngineOptions } from '../../src-main/inference/engine-options.ts'
import { createTextEngine } from '../../src-main/inference/text-engine.ts'
import { createVisionEngine } from '../../src-main/inference/vision-engine.ts'
import { createVisionEngineBinary } from '../../src-main/inference/vision-engine-binary.ts'
import { CaratError } from '../../src-main/platform/carat-error.ts'
import { createSourceHost } from '../../src-main/testing/source-host.ts'
import { sample } from '../harness/checkout.ts'
import type { Mutant } from './make-mutants.ts'
import { demoModelPath } from './originals.ts'

const CONTEXT_SIZE = 512
const REPLY_TOKENS = 4

/**
 * How a load with its first reply may end; the last two say that the engine's process died and that
 * it could not go on, in words. Anything else is a fault of Carat.
 */
export const goodOutcomes = [
  'loaded',
  'MODEL_LOAD_FAILED',
  'CONTEXT_OVERFLOW',
  'ENGINE_CRASHED',
  'ENGINE_FAILED',
] as const
export type LoadOutcome = (typeof goodOutcomes)[number] | 'hung' | 'unexpected'

/**
 * Loads files that passed the check into the real engines, in child processes as Carat does, and asks
 * for a few words. The given folder holds the files meanwhile; what takes longer than `patience`, in
 * milliseconds, is `hung`.
 */
export async function createMutantLoader(
  folder: string,
  patience: number,
): Promise<(mutant: Mutant) => Promise<LoadOutcome>> {
  const host = createSourceHost(folder)
  const binary = createVisionEngineBinary(host)
  await binary.prepare(new AbortController().signal)
  const [text, vision] = [createTextEngine(host), createVisionEngine(binary)]
  const picture = new Uint8Array(await readFile(sample('red-circle.png')))

  return async (mutant) => {
    const path = join(folder, `${mutant.number}.gguf`)
    await writeFile(path, mutant.bytes)
    try {
      if (mutant.of !== 'projector') return await use(text, toModel(path, null), hello, patience)
      return await use(vision, toModel(demoModelPath, path), describe(picture), patience)
    } finally {
      await rm(path)
    }
  }
}

async function use(
  engine: Engine,
  model: EngineModel,
  prompt: LanguageModelV4Prompt,
  patience: number,
): Promise<LoadOutcome> {
  const signal = AbortSignal.timeout(patience)
  try {
    const loaded = await engine.load(model, {
      contextSize: CONTEXT_SIZE,
      signal,
      onPhase: () => {},
    })
    try {
      const { sampling } = model
      const language = loaded.createLanguageModel({
        sampling,
        onPhase: () => {},
        onFacts: () => {},
      })
      await language.doGenerate({ prompt, maxOutputTokens: REPLY_TOKENS, abortSignal: signal })
      return 'loaded'
    } finally {
      await loaded.dispose()
    }
  } catch (error) {
    if (signal.aborted) return 'hung'
    const { code } = error instanceof CaratError ? error : { code: null }
    return goodOutcomes.find((outcome) => outcome === code) ?? 'unexpected'
  }
}

const toModel = (modelPath: string, projectorPath: string | null): EngineModel => ({
  id: 'mutant',
  name: 'Mutant',
  modelPath,
  projectorPath,
  chatTemplate: 'own',
  sampling: { temperature: 0, topK: 1, topP: 1, minP: 0 },
  loadOptions: { ...automaticEngineOptions, gpuLayers: 0, threads: 1 },
})

const hello: LanguageModelV4Prompt = [{ role: 'user', content: [{ type: 'text', text: 'Hello' }] }]

const describe = (picture: Uint8Array): LanguageModelV4Prompt => [
  {
    role: 'user',
    content: [
      { type: 'file', mediaType: 'image/png', data: { type: 'data', data: picture } },
      { type: 'text', text: 'What is it?' },
    ],
  },
]
