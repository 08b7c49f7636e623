import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { ENGINE_VERSION, knownArchitectures, knownProjectors } from './known-engine.ts'
import { tensorTypes } from './tensor-types.ts'

const engineFolder = path.resolve(import.meta.dirname, '../../../node_modules/node-llama-cpp/llama')
const sourceFiles = [
  'src/llama-arch.cpp',
  'src/llama-model.cpp',
  'tools/mtmd/clip-impl.h',
  'ggml/include/ggml.h',
  'gguf-py/gguf/constants.py',
] as const

const sources = new Map<string, string>()
beforeAll(() => {
  const clone = mkdtempSync(path.join(tmpdir(), 'carat-test-'))
  const bundle = path.join(engineFolder, 'gitRelease.bundle')
  execFileSync('git', ['clone', '--quiet', '--bare', bundle, clone])
  for (const file of sourceFiles) {
    const text = execFileSync('git', ['-C', clone, 'show', `HEAD:${file}`], { encoding: 'utf8' })
    sources.set(file, text)
  }
  return () => rmSync(clone, { recursive: true, force: true })
})

const source = (file: (typeof sourceFiles)[number]) => sources.get(file) ?? ''

test('the version is that of the shipped engine', () => {
  const release = JSON.parse(
    readFileSync(path.join(engineFolder, 'binariesGithubRelease.json'), 'utf8'),
  ) as { release: string }
  expect(ENGINE_VERSION).toBe(`llama.cpp ${release.release}`)
})

test('architectures are those that the engine has a model for', () => {
  const names = new Map(
    [...source('src/llama-arch.cpp').matchAll(/\{ (LLM_ARCH_\w+),\s*"([^"]+)"/g)].map(
      ([, id, name]) => [id, name],
    ),
  )
  const mapping = /llama_model_mapping\([\s\S]*?\n}/.exec(source('src/llama-model.cpp'))?.[0] ?? ''
  const loadable = [...mapping.matchAll(/case (LLM_ARCH_\w+):/g)].map(([, id]) => names.get(id))
  expect([...knownArchitectures].toSorted()).toEqual(
    loadable.filter((name): name is string => name !== undefined && name !== 'clip').toSorted(),
  )
})

test('projectors are those that the engine knows', () => {
  const names = source('tools/mtmd/clip-impl.h').matchAll(/\{ PROJECTOR_TYPE_\w+,\s*"([^"]+)"\s*}/g)
  expect([...knownProjectors].toSorted()).toEqual(
    [...names].map(([, name = '']) => name).toSorted(),
  )
})

test('kinds of weights have the numbers and sizes of the engine', () => {
  const header = source('ggml/include/ggml.h').matchAll(/^ +GGML_TYPE_(\w+) += (\d+),/gm)
  const numbers = [...header]
    .map(([, name, id]) => [name, Number(id)] as const)
    .filter(([name]) => name !== 'COUNT')
  expect(numbers).toEqual(tensorTypes.map(({ id, name }) => [name, id]))

  const sizes = source('gguf-py/gguf/constants.py').matchAll(
    /GGMLQuantizationType\.(\w+): +\((\d+), ([^)]+)\)/g,
  )
  const bytes = new Map([...sizes].map(([, name, block, sum]) => [name, [Number(block), add(sum)]]))
  // Never in a file: an intermediate form, for which the Python table was not kept up to date.
  bytes.set('Q8_1', [32, 36])
  for (const { blockBytes, blockSize, name } of tensorTypes)
    expect([name, bytes.get(name)]).toEqual([name, [blockSize, blockBytes]])
})

/** A sum of products and quotients, as `2 + QK_K // 4 + 4 * 13`. */
function add(sum = ''): number {
  return sum
    .split('+')
    .map((term) => {
      const [first = '', operator, second = '1'] = term.trim().split(/\s+/)
      const [one, other] = [first, second].map((word) => (word === 'QK_K' ? 256 : Number(word)))
      return operator === '//' ? Math.floor(one! / other!) : one! * other!
    })
    .reduce((total, each) => total + each, 0)
}
