import { expect, test } from 'vitest'
import { readFileName } from './file-names.ts'
import { groupFiles } from './group-files.ts'

const file = (path: string, bytes = 1) => ({ path, bytes, sha256: null })

test.each([
  ['gemma-3-4b-it-Q4_K_M.gguf', 'Q4_K_M'],
  ['gemma-3-4b-it-q4_0.gguf', 'Q4_0'],
  ['gemma-3-4b-it-qat-UD-Q4_K_XL.gguf', 'UD-Q4_K_XL'],
  ['gemma-3-27b-it-IQ4_XS.gguf', 'IQ4_XS'],
  ['gemma-3-27b-it-UD-IQ2_XXS.gguf', 'UD-IQ2_XXS'],
  ['model.i1-IQ3_XXS.gguf', 'IQ3_XXS'],
  ['gemma-3-4b-it-IQ4_NL.gguf', 'IQ4_NL'],
  ['gemma-3-4b-it-BF16.gguf', 'BF16'],
  ['gemma-3-4b-it-f16.gguf', 'F16'],
  ['gemma-3-4b-it-fp16.gguf', 'F16'],
  ['gemma-3-4b-it.F32.gguf', 'F32'],
  ['gpt-oss-20b-MXFP4.gguf', 'MXFP4'],
  ['gpt-oss-20b-mxfp4_moe.gguf', 'MXFP4_MOE'],
  ['model-Q4_0_4_8.gguf', 'Q4_0_4_8'],
  ['model-Q6_K.gguf', 'Q6_K'],
  ['model-Q2_K_L.gguf', 'Q2_K_L'],
  ['model-TQ1_0.gguf', 'TQ1_0'],
  ['Q8_0-lab-model-Q5_1.gguf', 'Q5_1'],
  ['UD-Q4_K_XL/model-00001-of-00002.gguf', 'UD-Q4_K_XL'],
  ['model.gguf', null],
  ['iq4_xsmall-model.gguf', null],
  ['acq4_0model.gguf', null],
])('the kind of %s is %s', (path, quantization) => {
  expect(readFileName(path)?.quantization).toBe(quantization)
})

test.each([
  ...['README.md', 'model.safetensors', '../model-Q4_0.gguf', 'a/../../b.gguf', '/model.gguf'],
  ...['a//b.gguf', './model.gguf', ''],
])('%j is no file to offer', (path) => {
  expect(readFileName(path)).toBeNull()
})

test('models are offered smallest first, and what is no model not at all', () => {
  const { variants, projectors } = groupFiles([
    file('README.md'),
    file('gemma-Q8_0.gguf', 8),
    file('gemma-Q4_0.gguf', 4),
    file('imatrix_unsloth.gguf', 1),
    file('gemma.imatrix.gguf', 1),
    file('gemma-lora-F16.gguf', 1),
    file('ggml-vocab-gemma.gguf', 1),
    file('gemma.gguf', 5),
  ])
  expect(variants.map(({ label, bytes }) => [label, bytes])).toEqual([
    ['Q4_0', 4],
    ['gemma', 5],
    ['Q8_0', 8],
  ])
  expect(projectors).toEqual([])
})

test('picture encoders are apart, f16 first', () => {
  const { variants, projectors } = groupFiles([
    file('mmproj-Q8_0.gguf'),
    file('mmproj-F32.gguf'),
    file('gemma-3-4b-it-mmproj-f16.gguf'),
    file('mmproj-BF16.gguf'),
    file('mmproj-model.gguf'),
  ])
  expect(variants).toEqual([])
  expect(projectors.map(({ path }) => path)).toEqual([
    'gemma-3-4b-it-mmproj-f16.gguf',
    'mmproj-BF16.gguf',
    'mmproj-F32.gguf',
    'mmproj-Q8_0.gguf',
    'mmproj-model.gguf',
  ])
})

test('parts are one model in their order, and those that lack are named', () => {
  const { variants } = groupFiles([
    file('BF16/model-BF16-00002-of-00003.gguf', 20),
    file('BF16/model-BF16-00001-of-00003.gguf', 10),
    file('Q8_0/model-Q8_0-00002-of-00003.gguf', 7),
  ])
  expect(variants).toEqual([
    {
      id: 'Q8_0/model-Q8_0-00002-of-00003.gguf',
      label: 'Q8_0',
      files: [file('Q8_0/model-Q8_0-00002-of-00003.gguf', 7)],
      bytes: 7,
      missingParts: ['Q8_0/model-Q8_0-00001-of-00003.gguf', 'Q8_0/model-Q8_0-00003-of-00003.gguf'],
    },
    {
      id: 'BF16/model-BF16-00001-of-00003.gguf',
      label: 'BF16',
      files: [
        file('BF16/model-BF16-00001-of-00003.gguf', 10),
        file('BF16/model-BF16-00002-of-00003.gguf', 20),
      ],
      bytes: 30,
      missingParts: ['BF16/model-BF16-00003-of-00003.gguf'],
    },
  ])
})

test('a name that speaks of too many or impossible parts is a file of its own', () => {
  const paths = ['a-00001-of-99999.gguf', 'a-00003-of-00002.gguf', 'a-00000-of-00002.gguf']
  const { variants } = groupFiles(paths.map((path) => file(path)))
  expect(variants.flatMap(({ missingParts }) => missingParts)).toEqual([])
  expect(variants).toHaveLength(3)
})

test('models of one kind in one repository are told apart by their files', () => {
  const { variants } = groupFiles([file('4b/gemma-Q4_0.gguf', 4), file('12b/gemma-Q4_0.gguf', 12)])
  expect(variants.map(({ label }) => label)).toEqual(['4b/gemma-Q4_0', '12b/gemma-Q4_0'])
})
