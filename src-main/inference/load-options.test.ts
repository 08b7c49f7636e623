import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { temporaryFolder } from '../testing/temporary-folder.ts'
import { writeGguf } from '../testing/write-gguf.ts'
import type { Engine, EngineModel } from './engine.ts'
import {
  ask,
  checkout,
  createTestHost,
  demoModel,
  loadModel,
  user,
  withOptions,
} from './fixtures.ts'
import { createTextEngine } from './text-engine.ts'
import { createVisionEngineBinary } from './vision-engine-binary.ts'
import { createVisionEngine } from './vision-engine.ts'

const BUILD_MILLISECONDS = 15 * 60_000
const greeting = 'Hello! How can I help you?'
const host = createTestHost()
const binary = createVisionEngineBinary({ checkoutFolder: checkout, resourcesFolder: '' })
const engines: Record<Engine['kind'], Engine> = {
  text: createTextEngine(host),
  vision: createVisionEngine(binary),
}
beforeAll(() => binary.prepare(new AbortController().signal), BUILD_MILLISECONDS)

const opened: Awaited<ReturnType<typeof loadModel>>[] = []
const load = async (kind: Engine['kind'], model: EngineModel) => {
  const loaded = await loadModel(engines[kind], model)
  opened.push(loaded)
  return loaded
}
afterEach(() => Promise.all(opened.splice(0).map((each) => each.dispose())))

/** An adapter for one matrix in each layer of the demo model: the two factors of its change. */
function writeAdapter(width = 192): string {
  const folder = temporaryFolder()
  // A comma and a colon would end a name in the server's own lists.
  const file = join(
    folder,
    process.platform === 'win32' ? 'an, adapter.gguf' : 'an, adapter: 1.gguf',
  )
  const factor = (columns: number, rows: number) => {
    const numbers = Array.from({ length: columns * rows }, (_, index) => Math.sin(index) * 10)
    return { shape: [columns, rows], data: new Uint8Array(new Float32Array(numbers).buffer) }
  }
  const bytes = writeGguf({
    metadata: {
      'general.architecture': 'gemma3',
      'general.type': 'adapter',
      'adapter.type': 'lora',
      'adapter.lora.alpha': { type: 'f32', value: 4 },
    },
    tensors: [0, 1, 2, 3, 4, 5].flatMap((layer) => [
      { name: `blk.${layer}.ffn_down.weight.lora_a`, ...factor(576, 4) },
      { name: `blk.${layer}.ffn_down.weight.lora_b`, ...factor(4, width) },
    ]),
  })
  writeFileSync(file, bytes)
  return file
}

/** A small model whose cache takes 256 KiB for each of its million tokens. */
function writeGreedyModel(): string {
  const file = join(temporaryFolder(), 'greedy.gguf')
  const matrix = (name: string, columns: number, rows: number) => ({
    name: `${name}.weight`,
    shape: [columns, rows],
    type: 'F16',
  })
  const tokens = Array.from(Buffer.alloc(256).keys(), (byte) => {
    const digits = byte.toString(16).toUpperCase()
    return `<0x${digits.padStart(2, '0')}>`
  })
  const bytes = writeGguf({
    metadata: {
      'general.architecture': 'llama',
      'llama.context_length': 2 ** 20,
      'llama.embedding_length': 192,
      'llama.block_count': 1,
      'llama.feed_forward_length': 192,
      'llama.attention.head_count': 64,
      'llama.attention.head_count_kv': 64,
      'llama.attention.key_length': 1024,
      'llama.attention.value_length': 1024,
      'llama.attention.layer_norm_rms_epsilon': { type: 'f32', value: 1e-6 },
      'llama.rope.dimension_count': 1024,
      'tokenizer.ggml.model': 'llama',
      'tokenizer.ggml.tokens': tokens,
      'tokenizer.ggml.scores': { type: 'f32', value: tokens.map(() => 0) },
      'tokenizer.ggml.token_type': { type: 'i32', value: tokens.map(() => 6) },
      'tokenizer.ggml.bos_token_id': 1,
      'tokenizer.ggml.eos_token_id': 2,
    },
    tensors: [
      matrix('token_embd', 192, 256),
      { name: 'output_norm.weight', shape: [192] },
      { name: 'blk.0.attn_norm.weight', shape: [192] },
      { name: 'blk.0.ffn_norm.weight', shape: [192] },
      matrix('blk.0.attn_q', 192, 65_536),
      matrix('blk.0.attn_k', 192, 65_536),
      matrix('blk.0.attn_v', 192, 65_536),
      matrix('blk.0.attn_output', 65_536, 192),
      matrix('blk.0.ffn_gate', 192, 192),
      matrix('blk.0.ffn_up', 192, 192),
      matrix('blk.0.ffn_down', 192, 192),
    ],
  })
  writeFileSync(file, bytes)
  return file
}

const kinds: Engine['kind'][] = ['text', 'vision']
describe.each(kinds)('the %s engine', (kind) => {
  test.each([
    { cacheType: 'q8_0' as const, flashAttention: 'auto' as const },
    { cacheType: 'q8_0' as const, flashAttention: 'off' as const },
    { cacheType: 'q4_0' as const, flashAttention: 'on' as const },
    { cacheType: 'f16' as const, flashAttention: 'off' as const },
  ])('answers with $cacheType and flash attention $flashAttention', async (options) => {
    const loaded = await load(kind, withOptions({ ...options, contextSize: 1024, threads: 1 }))
    expect(loaded.contextSize).toBe(1024)
    expect((await ask(loaded, [user('Hello')])).text).toBe(greeting)
  })

  test('says what it takes', async () => {
    const { memory } = await load(kind, withOptions({ contextSize: 8192, gpuLayers: 0 }))
    expect(memory.gpuBytes).toBe(0)
    expect(memory.processBytes).toBeGreaterThan(20 * 2 ** 20)
    expect(memory.processBytes).toBeLessThan(400 * 2 ** 20)
  })

  test('a context beyond all memory is refused in words', async () => {
    const greedy = { ...withOptions({ contextSize: 2 ** 20 }), modelPath: writeGreedyModel() }
    const loading = load(kind, greedy)
    await expect(loading).rejects.toMatchObject({
      code: 'MODEL_LOAD_FAILED',
      data: { modelName: 'Demo', detail: expect.stringMatching(/memory|RAM|context/i) },
    })
  })

  test('an adapter changes answers by its weight', async () => {
    const path = writeAdapter()
    const changed = await load(kind, withOptions({ adapters: [{ path, scale: 4 }] }))
    const loud = await ask(changed, [user('Hello')], { maxOutputTokens: 20 })
    expect(loud.error).toBeUndefined()
    expect(loud.text).not.toBe(greeting)
    const muted = await load(kind, withOptions({ adapters: [{ path, scale: 0 }] }))
    expect((await ask(muted, [user('Hello')])).text).toBe(greeting)
  })

  test.each(['that is missing', 'of another model', 'that is a model'])(
    'an adapter %s is refused in words',
    async (wrong) => {
      const path =
        wrong === 'of another model'
          ? writeAdapter(256)
          : wrong === 'that is a model'
            ? demoModel.modelPath
            : join(temporaryFolder(), 'gone.gguf')
      await expect(
        load(kind, withOptions({ adapters: [{ path, scale: 1 }] })),
      ).rejects.toMatchObject({
        code: 'MODEL_LOAD_FAILED',
        data: { modelName: 'Demo', detail: expect.stringMatching(/lora|adapter|gone|loading/i) },
      })
    },
  )
})
