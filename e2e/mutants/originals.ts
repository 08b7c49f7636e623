import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { writeGguf } from '../../src-main/testing/write-gguf.ts'
import { checkout } from '../harness/checkout.ts'
import { findFields } from './find-fields.ts'
import type { Original } from './mutations.ts'

/** Which file is changed; a projector is loaded beside the demo model as it is. */
export type OriginalName = 'demo' | 'projector' | 'text'

export const demoModelPath = resolve(checkout, 'resources/demo-model/demo-vlm.gguf')
const projectorPath = resolve(checkout, 'resources/demo-model/demo-vlm-mmproj.gguf')

/** The good files that mutants are made of. */
export async function readOriginals(): Promise<Record<OriginalName, Original>> {
  return {
    demo: toOriginal(await readFile(demoModelPath)),
    projector: toOriginal(await readFile(projectorPath)),
    text: toOriginal(Buffer.from(writeTextModel())),
  }
}

const toOriginal = (bytes: Buffer): Original => ({ bytes, ...findFields(bytes) })

const WIDTH = 64
const FEED_FORWARD = 128

/** A Llama of one layer that knows the bytes and small letters, with zeros for weights. */
function writeTextModel(): Uint8Array {
  const special = ['<unk>', '<s>', '</s>']
  const bytes = Array.from(
    { length: 256 },
    (_, byte) => `<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`,
  )
  const letters = ['\u2581', ...'abcdefghijklmnopqrstuvwxyz']
  const tokens = [...special, ...bytes, ...letters]
  const types = [2, 3, 3, ...bytes.map(() => 6), ...letters.map(() => 1)]
  const square = [WIDTH, WIDTH]
  const layer: Record<string, { shape: number[]; type?: string }> = {
    attn_norm: { shape: [WIDTH] },
    attn_q: { shape: square, type: 'Q8_0' },
    attn_k: { shape: square, type: 'Q4_0' },
    attn_v: { shape: square, type: 'Q5_1' },
    attn_output: { shape: square, type: 'IQ4_NL' },
    ffn_norm: { shape: [WIDTH] },
    ffn_gate: { shape: [WIDTH, FEED_FORWARD], type: 'F16' },
    ffn_up: { shape: [WIDTH, FEED_FORWARD], type: 'BF16' },
    ffn_down: { shape: [FEED_FORWARD, WIDTH], type: 'Q8_0' },
  }
  return writeGguf({
    metadata: {
      'general.architecture': 'llama',
      'general.alignment': 32,
      'general.type': 'model',
      'general.file_type': 7,
      'llama.context_length': 512,
      'llama.embedding_length': WIDTH,
      'llama.block_count': 1,
      'llama.feed_forward_length': FEED_FORWARD,
      'llama.attention.head_count': 2,
      'llama.attention.head_count_kv': 2,
      'llama.attention.layer_norm_rms_epsilon': { type: 'f32', value: 1e-5 },
      'llama.rope.dimension_count': WIDTH / 2,
      'llama.rope.freq_base': { type: 'f32', value: 10_000 },
      'tokenizer.ggml.model': 'llama',
      'tokenizer.ggml.tokens': tokens,
      'tokenizer.ggml.scores': { type: 'f32', value: tokens.map((_, index) => -index) },
      'tokenizer.ggml.token_type': { type: 'i32', value: types },
      'tokenizer.ggml.bos_token_id': 1,
      'tokenizer.ggml.eos_token_id': 2,
      'tokenizer.ggml.unknown_token_id': 0,
      'tokenizer.chat_template': '{% for m in messages %}{{ m.content }}{% endfor %}',
    },
    tensors: [
      { name: 'token_embd.weight', shape: [WIDTH, tokens.length], type: 'Q8_0' },
      { name: 'output_norm.weight', shape: [WIDTH] },
      { name: 'output.weight', shape: [WIDTH, tokens.length], type: 'Q8_0' },
      ...Object.entries(layer).map(([name, rest]) => ({ name: `blk.0.${name}.weight`, ...rest })),
    ],
  })
}
