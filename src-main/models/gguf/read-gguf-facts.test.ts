import path from 'node:path'
import { describe, expect, test } from 'vitest'
import type { GgufTestFile, GgufTestValue } from '../../testing/write-gguf.ts'
import { createGgufSource } from '../../testing/write-gguf.ts'
import { checkRunnable } from './check-runnable.ts'
import { openFileSource } from './file-source.ts'
import { readGguf } from './read-gguf.ts'
import { toGgufFacts } from './read-gguf-facts.ts'

const demoFolder = path.resolve(import.meta.dirname, '../../../resources/demo-model')

const factsOf = async (file: GgufTestFile) => toGgufFacts(await readGguf(createGgufSource(file)))

/** A model with the given figures, each under the name of its architecture. */
const describeModel = (
  architecture: string,
  figures: Record<string, GgufTestValue>,
  tensors: GgufTestFile['tensors'] = [{ name: 'token_embd.weight', shape: [32, 8] }],
): GgufTestFile => ({
  metadata: {
    'general.architecture': architecture,
    ...Object.fromEntries(
      Object.entries({
        context_length: 4096,
        embedding_length: 512,
        block_count: 12,
        'attention.head_count': 8,
        ...figures,
      }).map(([key, value]) => [`${architecture}.${key}`, value]),
    ),
  },
  tensors,
})

const shapeOf = async (architecture: string, figures: Record<string, GgufTestValue>) =>
  (await factsOf(describeModel(architecture, figures))).shape!

/** Numbers of the layers that slide. */
const slidingOf = async (architecture: string, figures: Record<string, GgufTestValue>) =>
  (await shapeOf(architecture, figures)).sliding.flatMap((slides, layer) => (slides ? [layer] : []))

describe('the demo model', () => {
  test('is a Gemma 3 with a window in five of six layers', async () => {
    await using source = await openFileSource(path.join(demoFolder, 'demo-vlm.gguf'))
    const facts = toGgufFacts(await readGguf(source))
    checkRunnable(facts, source.name)
    expect(facts).toEqual({
      kind: 'model',
      architecture: 'gemma3',
      name: 'Demo VLM',
      quantization: 'F16',
      parameters: 3_126_720,
      fileBytes: 6_315_520,
      headerBytes: 50_944,
      tensorBytes: 6_264_576,
      embeddingBytes: 786_432,
      split: null,
      encoderInside: false,
      chatTemplate: true,
      projector: null,
      shape: {
        trainedContext: 8192,
        layers: 6,
        embeddingWidth: 192,
        vocabulary: 2048,
        keyValueHeads: [1, 1, 1, 1, 1, 1],
        keyLength: 64,
        valueLength: 64,
        slidingKeyLength: 64,
        slidingValueLength: 64,
        slidingWindow: 512,
        sliding: [true, true, true, true, true, false],
        sharedCacheLayers: 0,
        experts: 0,
        feedForwardWidth: 576,
      },
    })
  })

  test('has a projector of the same width', async () => {
    await using source = await openFileSource(path.join(demoFolder, 'demo-vlm-mmproj.gguf'))
    const facts = toGgufFacts(await readGguf(source))
    checkRunnable(facts, source.name)
    expect(facts).toMatchObject({
      kind: 'projector',
      architecture: 'clip',
      shape: null,
      projector: {
        type: 'gemma3',
        embeddingWidth: 192,
        pictures: true,
        audio: false,
        imageSize: 168,
      },
    })
  })
})

describe('layers with a sliding window', () => {
  const window = { 'attention.sliding_window': 1024 }

  test.each([
    ['gemma2', {}, [0, 2, 4, 6, 8, 10], 4096],
    ['gemma3', window, [0, 1, 2, 3, 4, 6, 7, 8, 9, 10], 1024],
    ['gemma3', { ...window, 'attention.sliding_window_pattern': 2 }, [0, 2, 4, 6, 8, 10], 1024],
    ['gemma3n', window, [0, 1, 2, 3, 5, 6, 7, 8, 10, 11], 1024],
    ['gpt-oss', window, [0, 2, 4, 6, 8, 10], 1024],
    ['llama4', {}, [0, 1, 2, 4, 5, 6, 8, 9, 10], 8192],
    ['smallthinker', window, [1, 2, 3, 5, 6, 7, 9, 10, 11], 4096],
  ])('of %s with %o', async (architecture, figures, layers, tokens) => {
    expect(await slidingOf(architecture, figures)).toEqual(layers)
    expect((await shapeOf(architecture, figures)).slidingWindow).toBe(tokens)
  })

  test.each([
    ['gemma3', {}],
    ['llama', window],
    ['llama4', { 'attention.sliding_window': 0 }],
    ['phi3', window],
    ['exaone4', window],
  ])('are none in %s with %o', async (architecture, figures) => {
    expect(await slidingOf(architecture, figures)).toEqual([])
    expect((await shapeOf(architecture, figures)).slidingWindow).toBeNull()
  })
})

test('a Gemma 4 lists its layers, shares caches and has two sizes of heads', async () => {
  const shape = await shapeOf('gemma4', {
    block_count: 6,
    'attention.head_count_kv': [1, 2, 1, 2, 1, 2],
    'attention.key_length': 512,
    'attention.value_length': 512,
    'attention.key_length_swa': 256,
    'attention.value_length_swa': 256,
    'attention.sliding_window': 512,
    'attention.sliding_window_pattern': [true, true, false, true, true, false],
    'attention.shared_kv_layers': 2,
    feed_forward_length: [128, 128, 256, 128, 128, 256],
  })
  expect(shape).toMatchObject({
    keyValueHeads: [1, 2, 1, 2, 0, 0],
    sharedCacheLayers: 2,
    keyLength: 512,
    slidingKeyLength: 256,
    slidingValueLength: 256,
    slidingWindow: 512,
    sliding: [true, true, false, true, true, false],
    feedForwardWidth: 256,
  })
})

test('a Gemma 3n keeps a cache for its first twenty layers', async () => {
  const shape = await shapeOf('gemma3n', {
    block_count: 30,
    'attention.head_count_kv': 2,
    'attention.sliding_window': 512,
  })
  expect(shape.sharedCacheLayers).toBe(10)
  expect(shape.keyValueHeads.filter((heads) => heads > 0)).toHaveLength(20)
})

test.each([
  ['qwen3next', {}, [0, 0, 0, 8, 0, 0, 0, 8, 0, 0, 0, 8]],
  ['qwen35', { 'attention.recurrent_layers': [...Array<boolean>(11).fill(true), false] }, [8]],
  ['qwen35', { nextn_predict_layers: 4 }, [0, 0, 0, 8, 0, 0, 0, 8]],
  ['mamba2', {}, []],
  ['gemma-embedding', {}, []],
])('layers of %s with a cache', async (architecture, figures, heads) => {
  const { keyValueHeads } = await shapeOf(architecture, figures)
  expect(keyValueHeads).toHaveLength(12)
  expect(keyValueHeads.filter((count) => count > 0)).toEqual(heads.filter((count) => count > 0))
  if (heads.length === 12) expect(keyValueHeads).toEqual(heads)
})

test('latent attention keeps keys only', async () => {
  const shape = await shapeOf('deepseek2', {
    'attention.head_count_kv': 1,
    'attention.key_length': 576,
    'attention.value_length': 512,
    'attention.key_length_mla': 192,
    'attention.value_length_mla': 128,
    expert_count: 64,
    expert_used_count: 6,
  })
  expect(shape).toMatchObject({ keyLength: 576, valueLength: 0, experts: 64 })
})

test.each([
  ['no layers', { block_count: 0 }],
  ['more layers than the engine holds', { block_count: 513 }],
  ['a negative count', { block_count: -1 }],
  ['a text for a count', { block_count: 'six' }],
  ['a list that is too short', { 'attention.head_count_kv': [1, 2] }],
  ['more experts used than there are', { expert_count: 4, expert_used_count: 8 }],
  ['an unknown scaling', { 'rope.scaling.type': 'magic' }],
])('%s is refused', async (_, figures) => {
  await expect(shapeOf('llama', figures)).rejects.toMatchObject({ code: 'GGUF_INVALID' })
})

describe('what kind of file it is', () => {
  test('an adapter belongs to the architecture it changes', async () => {
    const metadata = { 'general.architecture': 'gemma3', 'general.type': 'adapter' }
    const tensors = [{ name: 'blk.0.attn_q.weight.lora_a', shape: [32, 8] }]
    const facts = await factsOf({ metadata, tensors })
    expect(facts).toMatchObject({ kind: 'adapter', architecture: 'gemma3', shape: null })
    checkRunnable(facts, 'adapter.gguf')
  })

  test('its name is kept as people wrote it, and cannot disturb other words', async () => {
    const named = (name: string) =>
      factsOf({ metadata: { 'general.architecture': 'llama', 'general.name': name } })
    expect(await named('通义 Ünïcode 7B')).toMatchObject({ name: '通义 Ünïcode 7B' })
    expect(await named('a\u202Eb\0c\n')).toMatchObject({ name: 'a b c' })
    expect(await named(' \n')).toMatchObject({ name: null })
    expect((await named('x'.repeat(4096))).name).toHaveLength(200)
  })

  test('without tensors it is a vocabulary', async () => {
    expect(await factsOf(describeModel('llama', {}, []))).toMatchObject({ kind: 'vocabulary' })
  })

  test('without an architecture it is refused', async () => {
    await expect(factsOf({ metadata: { 'general.name': 'x' } })).rejects.toMatchObject({
      code: 'GGUF_INVALID',
    })
  })

  test('one of tomorrow has no shape and is named as unsupported', async () => {
    const facts = await factsOf(describeModel('gemma9', {}))
    expect(facts).toMatchObject({ kind: 'model', architecture: 'gemma9', shape: null })
    expect(() => checkRunnable(facts, 'tomorrow.gguf')).toThrow(
      expect.objectContaining({
        code: 'GGUF_UNSUPPORTED',
        data: { name: 'tomorrow.gguf', feature: 'gemma9', engine: 'llama.cpp v0.4.0' },
      }),
    )
  })

  test('a picture encoder inside the weights is named, as only Ollama’s engine reads it', async () => {
    const facts = await factsOf(describeModel('llama', { 'vision.block_count': 27 }))
    expect(facts).toMatchObject({ kind: 'model', encoderInside: true })
    expect(() => checkRunnable(facts, 'blob')).toThrow(
      expect.objectContaining({ code: 'GGUF_ENCODER_INSIDE', data: { name: 'blob' } }),
    )
  })

  test('parts of a split model are counted together', async () => {
    const part = (index: number) => ({
      'split.no': { type: 'u16' as const, value: index },
      'split.count': { type: 'u16' as const, value: 2 },
    })
    const whole = describeModel('llama', {})
    const first = await readGguf(
      createGgufSource({ ...whole, metadata: { ...whole.metadata, ...part(0) } }),
    )
    const tensors = [{ name: 'blk.0.ffn_up.weight', shape: [256, 4], type: 'Q4_K' }]
    const second = await readGguf(createGgufSource({ metadata: part(1), tensors }))
    expect(toGgufFacts(first, [second])).toMatchObject({
      kind: 'model',
      split: { index: 0, count: 2 },
      quantization: 'Q4_K',
      parameters: 32 * 8 + 256 * 4,
      tensorBytes: 32 * 8 * 4 + 4 * 144,
      fileBytes: first.fileBytes + second.fileBytes,
    })
    const later = toGgufFacts(second)
    expect(later).toMatchObject({ kind: 'model', architecture: '', split: { index: 1, count: 2 } })
    checkRunnable(later, 'part.gguf')
  })
})
