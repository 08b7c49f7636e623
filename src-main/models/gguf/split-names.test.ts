import { expect, test } from 'vitest'
import { createGgufSource } from '../../testing/write-gguf.ts'
import { readGguf } from './read-gguf.ts'
import { checkSplitSet, findMissingParts, listSplitNames, parseSplitName } from './split-names.ts'

const part = (index: number, { count = 3, name = `big-0000${index + 1}-of-00003.gguf` } = {}) =>
  readGguf(
    createGgufSource(
      {
        metadata: {
          ...(index === 0 && { 'general.architecture': 'llama' }),
          'split.no': { type: 'u16', value: index },
          'split.count': { type: 'u16', value: count },
          'split.tensors.count': { type: 'i32', value: 3 },
        },
        tensors: [{ name: `blk.${index}.ffn_up.weight`, shape: [32, 2] }],
      },
      name,
    ),
  )

test('a name tells its part and the names of the others', () => {
  const name = parseSplitName('folder/big-Q4_K_M-00002-of-00003.gguf')!
  expect(name).toEqual({ prefix: 'folder/big-Q4_K_M', index: 1, count: 3 })
  expect(listSplitNames(name)).toEqual([
    'folder/big-Q4_K_M-00001-of-00003.gguf',
    'folder/big-Q4_K_M-00002-of-00003.gguf',
    'folder/big-Q4_K_M-00003-of-00003.gguf',
  ])
})

test.each([
  'model.gguf',
  'model-1-of-3.gguf',
  'model-00000-of-00003.gguf',
  'model-00004-of-00003.gguf',
  'model-00001-of-00003.gguf.part',
])('%s is no part', (name) => {
  expect(parseSplitName(name)).toBeNull()
  expect(findMissingParts(name, [])).toEqual([])
})

test('names the parts that are not there', () => {
  expect(findMissingParts('m-00001-of-00003.gguf', ['m-00001-of-00003.gguf', 'x.gguf'])).toEqual([
    'm-00002-of-00003.gguf',
    'm-00003-of-00003.gguf',
  ])
})

test('headers that belong together pass', async () => {
  const parts = await Promise.all([part(0), part(1), part(2)])
  expect(() => checkSplitSet(parts)).not.toThrow()
  expect(() => checkSplitSet([])).not.toThrow()
})

test('a set with a part missing, out of place or of another model does not', async () => {
  const [first, second, third] = await Promise.all([part(0), part(1), part(2)])
  expect(() => checkSplitSet([first, second])).toThrow(
    expect.objectContaining({
      code: 'GGUF_PARTS_MISSING',
      data: { name: first.name, missing: ['big-00003-of-00003.gguf'] },
    }),
  )
  const invalid = expect.objectContaining({ code: 'GGUF_INVALID' })
  expect(() => checkSplitSet([first, third, second])).toThrow(invalid)
  expect(() => checkSplitSet([first, second, second])).toThrow(invalid)
  const foreign = await part(2, { count: 4 })
  expect(() => checkSplitSet([first, second, foreign])).toThrow(invalid)
})
