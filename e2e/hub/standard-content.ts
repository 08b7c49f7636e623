import { resolve } from 'node:path'
import { type Content, contentOf, contentOfFile, lfsPointer } from './content.ts'
import { bigModel, tinyModel, tinyProjector } from './gguf-content.ts'
import { createOllamaModel, type OllamaModel } from './ollama-model.ts'
import type { RepositoryPlan } from './repository.ts'

const MIB = 1024 * 1024
const demoFolder = resolve(import.meta.dirname, '../../resources/demo-model')

/** The real model that ships with Carat: what it downloads can be loaded and asked about a picture. */
export const demoFiles = () => ({
  model: contentOfFile(resolve(demoFolder, 'demo-vlm.gguf')),
  projector: contentOfFile(resolve(demoFolder, 'demo-vlm-mmproj.gguf')),
})

const readme = (title: string) => contentOf(`---\nlicense: mit\n---\n# ${title}\n`)

const parts = (name: string, quantization: string, count: number): [string, Content][] =>
  Array.from({ length: count }, (_, index) => [
    `${name}-${quantization}-${pad(index + 1)}-of-${pad(count)}.gguf`,
    tinyModel({ name, quantization, split: { index, count } }),
  ])
const pad = (number: number) => String(number).padStart(5, '0')

const facts = (total: number, architecture = 'gemma3') => ({
  total,
  architecture,
  context_length: 8192,
})

/** What every hub of the tests offers, unless it is started with something else. */
export async function standardRepositories(): Promise<RepositoryPlan[]> {
  const { model, projector } = demoFiles()
  const vision = {
    pipeline: 'image-text-to-text',
    tags: ['gguf', 'vision'],
    gguf: facts(3_100_000),
  }
  const tiny = tinyModel({ name: 'Tiny' })
  const split = parts('split', 'Q4_0', 3)
  return [
    {
      name: 'carat-tests/demo-vision-GGUF',
      ...vision,
      files: {
        'README.md': readme('Demo vision'),
        'config.json': contentOf('{"model_type":"gemma3"}'),
        'demo-vision-F16.gguf': model,
        'mmproj-demo-vision-F16.gguf': projector,
      },
    },
    {
      name: 'carat-tests/tiny-text-GGUF',
      gguf: facts(24_000),
      files: {
        'README.md': readme('Tiny'),
        'tiny-F16.gguf': tiny,
        'tiny-Q4_0.gguf': tinyModel({ name: 'Tiny', quantization: 'Q4_0' }),
        'tiny-Q8_0.gguf': tinyModel({ name: 'Tiny', quantization: 'Q8_0' }),
      },
    },
    {
      name: 'carat-tests/split-GGUF',
      gguf: facts(24_000),
      files: {
        'README.md': readme('Split'),
        ...Object.fromEntries(split),
        ...Object.fromEntries(
          parts('split', 'Q8_0', 2).map(([path, content]) => [`Q8_0/${path}`, content]),
        ),
      },
    },
    {
      name: 'carat-tests/split-missing-GGUF',
      gguf: facts(24_000),
      files: Object.fromEntries(split.filter((_, index) => index !== 1)),
    },
    {
      name: 'carat-tests/two-projectors-GGUF',
      ...vision,
      files: {
        'two-F16.gguf': model,
        'mmproj-two-F16.gguf': projector,
        'mmproj-two-Q8_0.gguf': tinyProjector('Other projector', 192),
      },
    },
    {
      name: 'carat-tests/wrong-projector-GGUF',
      ...vision,
      files: { 'wrong-F16.gguf': model, 'mmproj-wrong-F16.gguf': tinyProjector('Of another', 256) },
    },
    {
      name: 'carat-tests/gated-GGUF',
      gate: 'auto',
      licence: 'gemma',
      ...vision,
      files: { 'gated-F16.gguf': model, 'mmproj-gated-F16.gguf': projector },
    },
    {
      name: 'carat-tests/gated-by-hand-GGUF',
      gate: 'manual',
      licence: 'gemma',
      files: { 'by-hand-F16.gguf': tiny },
    },
    {
      name: 'carat-tests/private-GGUF',
      privateTo: 'owner',
      files: { 'private-F16.gguf': tiny },
    },
    {
      name: 'carat-tests/big-GGUF',
      gguf: facts(32 * MIB),
      files: {
        'big-8MiB-F16.gguf': await bigModel({ name: 'Big 8', bytes: 8 * MIB }),
        'big-64MiB-F16.gguf': await bigModel({ name: 'Big 64', bytes: 64 * MIB }),
        'big-200MiB-F16.gguf': await bigModel({ name: 'Big 200', bytes: 200 * MIB }),
      },
    },
    {
      name: 'carat-tests/huge-GGUF',
      gguf: facts(30_000_000_000),
      files: {
        'huge-F16.gguf': await bigModel({
          name: 'Huge',
          bytes: 60_000_000_000,
          sha256: 'f'.repeat(64),
        }),
      },
    },
    {
      name: 'carat-tests/not-gguf',
      files: {
        'page-Q4_0.gguf': contentOf('<!doctype html><html><body>Not found</body></html>'),
        'pointer-Q5_0.gguf': contentOf(lfsPointer(tiny)),
        'empty-Q6_K.gguf': contentOf(''),
        'cut-Q8_0.gguf': contentOf(model.read(0, 100_000)),
      },
    },
  ]
}

/** What Ollama's registry offers. */
export function standardOllamaModels(): OllamaModel[] {
  const { model, projector } = demoFiles()
  const tiny = tinyModel({ name: 'Tiny', quantization: 'Q4_0' })
  return [
    createOllamaModel({
      name: 'library/demo-vision:latest',
      family: 'gemma3',
      quantization: 'F16',
      weights: model,
      projector,
    }),
    createOllamaModel({
      name: 'library/tiny-text:1m',
      family: 'gemma3',
      quantization: 'Q4_0',
      weights: tiny,
    }),
    createOllamaModel({
      name: 'someone/tiny-text:latest',
      family: 'gemma3',
      quantization: 'Q4_0',
      weights: tiny,
    }),
  ]
}
