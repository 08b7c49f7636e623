import { expect, test } from 'vitest'
import type { Quantization } from '../../../src-main/contract/catalogue.ts'
import type { Repository, Variant } from '../../../src-main/contract/model-sources.ts'
import { catalogueChoice, choiceOf, isSameRepository, preferredVariant } from './choose-variant.ts'
import { groupVariants } from './group-variants.ts'

const variant = (label: string, bytes: number, missingParts: string[] = []): Variant => ({
  id: `model-${label}.gguf`,
  label,
  files: [{ path: `model-${label}.gguf`, bytes, sha256: null }],
  bytes,
  missingParts,
})

const repositoryWith = (variants: Variant[], name = 'owner/gemma-3-4b-it-GGUF'): Repository => ({
  ref: { source: 'huggingface', repository: name },
  revision: 'abc',
  title: name,
  author: 'owner',
  licence: 'gemma',
  gate: 'open',
  pageUrl: 'https://huggingface.co/owner/name',
  downloads: null,
  likes: null,
  updatedAt: null,
  architecture: 'gemma3',
  parameters: 4_000_000_000,
  trainedContext: 131_072,
  variants,
  projectors: [
    { path: 'mmproj-F16.gguf', bytes: 851, sha256: null },
    { path: 'mmproj-F32.gguf', bytes: 1680, sha256: null },
  ],
})

const kinds: Quantization[] = [
  ['Q2_K', 3.2],
  ['Q4_K_M', 4.9],
  ['Q6_K', 6.6],
  ['Q8_0', 8.5],
  ['BF16', 16],
].map(([label, bitsPerWeight]) => ({
  label: String(label),
  bitsPerWeight: Number(bitsPerWeight),
  summary: { en: '' },
  quality: null,
}))

const nothingAsked = { label: null, file: null }
const full = repositoryWith([
  variant('BF16', 7_770_000_000),
  variant('Q8_0', 4_130_000_000),
  variant('Q6_K', 3_190_000_000),
  variant('Q4_K_M', 2_490_000_000),
  variant('UD-Q4_K_XL', 2_540_000_000),
  variant('Q2_K', 1_730_000_000),
  variant('TQ9', 2_600_000_000),
])

test('variants are grouped by what they keep, the usual choice first', () => {
  const groups = groupVariants(full, kinds).map(({ kind, variants }) => [
    kind,
    ...variants.map((one) => one.variant.label),
  ])
  expect(groups).toEqual([
    ['balanced', 'Q4_K_M', 'UD-Q4_K_XL', 'TQ9'],
    ['exact', 'Q6_K', 'Q8_0'],
    ['small', 'Q2_K'],
    ['full', 'BF16'],
  ])
})

test('a kind nobody described is judged by its size, or not at all', () => {
  const bitsOf = (repository: Repository) => groupVariants(repository, kinds)[0]?.variants[0]?.bits
  const unknown = [variant('TQ9', 2_000_000_000)]
  expect(bitsOf(repositoryWith(unknown))).toBe(4)
  expect(bitsOf({ ...repositoryWith(unknown), parameters: null })).toBeNull()
})

test('the variant that was named is pointed out, else the best for most', () => {
  const labelOf = (wish: { label: string | null; file: string | null }, repository = full) =>
    preferredVariant(repository, wish)?.label
  expect(labelOf({ label: 'q8_0', file: null })).toBe('Q8_0')
  expect(labelOf({ label: 'Q4_K_XL', file: null })).toBe('UD-Q4_K_XL')
  expect(labelOf({ label: null, file: 'model-Q2_K.gguf' })).toBe('Q2_K')
  expect(labelOf({ label: 'Q99', file: null })).toBe('Q4_K_M')
  expect(labelOf(nothingAsked)).toBe('Q4_K_M')
})

test('Q4_0 is the best where the model was trained for it, and only there', () => {
  const variants = [variant('Q4_0', 2_400), variant('Q4_K_M', 2_500)]
  expect(preferredVariant(repositoryWith(variants, 'o/gemma-qat-GGUF'), nothingAsked)?.label).toBe(
    'Q4_0',
  )
  expect(preferredVariant(repositoryWith(variants), nothingAsked)?.label).toBe('Q4_K_M')
})

test('a variant with missing parts is never pointed out', () => {
  const broken = variant('Q4_K_M', 2_500, ['model-00002-of-00003.gguf'])
  expect(
    preferredVariant(repositoryWith([broken, variant('F16', 8_000)]), nothingAsked)?.label,
  ).toBe('F16')
  expect(preferredVariant(repositoryWith([broken]), nothingAsked)).toBeNull()
})

test('the picture encoder comes along by default and can be left out', () => {
  const [first] = full.variants
  if (!first) throw new Error('no variant')
  expect(choiceOf(full, first).projectorPath).toBe('mmproj-F16.gguf')
  expect(choiceOf(full, first, null).projectorPath).toBeNull()
})

test('the catalogue takes its kind with an encoder only for models that see', () => {
  expect(catalogueChoice(full, { inputs: ['text', 'pictures'] }, 'Q4_K_M')).toEqual({
    ref: full.ref,
    revision: 'abc',
    variantId: 'model-Q4_K_M.gguf',
    projectorPath: 'mmproj-F16.gguf',
  })
  expect(catalogueChoice(full, { inputs: ['text'] }, 'Q4_K_M')?.projectorPath).toBeNull()
  expect(catalogueChoice(full, { inputs: ['text'] }, 'Q3_K_S')).toBeNull()
})

test('repositories are the same whatever the case of their letters', () => {
  const ref = { source: 'huggingface', repository: 'Owner/Name' } as const
  expect(isSameRepository(ref, { ...ref, repository: 'owner/name' })).toBe(true)
  expect(isSameRepository(ref, { ...ref, source: 'modelscope' })).toBe(false)
})
