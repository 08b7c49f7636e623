import { randomFillSync } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { GEMMA_TEMPLATE } from '../src-main/inference/gemma-template.ts'
import { type GgufTestTensor, writeGguf } from '../src-main/testing/write-gguf.ts'

/** Numbers for each token, which a vision projector has to give as well. */
export const SHAPED_WIDTH = 1152

/** Gemma 3 1B's figures, from its published configuration. */
const SHAPE = {
  width: SHAPED_WIDTH,
  layers: 26,
  feedForward: 6912,
  heads: 4,
  keyValueHeads: 1,
  headWidth: 256,
  vocabulary: 262_144,
  window: 512,
  context: 32_768,
}

/** `block_q4_0` of ggml: a 16-bit scale and 32 numbers of four bits. */
const BLOCK_NUMBERS = 32
const BLOCK_BYTES = 18
/** 0.01 as a 16-bit float, so that nothing overflows on its way through the layers. */
const SCALE = 0x211f

/**
 * Writes a model that computes as Gemma 3 1B does and says nothing: random weights of four bits, and
 * a vocabulary in which each letter is a token.
 *
 * @returns its path; some 560 MB
 */
export function writeShapedModel(folder: string): string {
  const { feedForward, headWidth, heads, keyValueHeads, layers, vocabulary, width } = SHAPE
  const noise = createNoise((vocabulary * width * BLOCK_BYTES) / BLOCK_NUMBERS)
  const matrix = (name: string, columns: number, rows: number): GgufTestTensor => ({
    name,
    shape: [columns, rows],
    type: 'Q4_0',
    data: noise.subarray(0, (columns * rows * BLOCK_BYTES) / BLOCK_NUMBERS),
  })
  const norm = (name: string, length: number): GgufTestTensor => ({
    name,
    shape: [length],
    data: new Uint8Array(new Float32Array(length).fill(1).buffer),
  })
  const layer = (at: number) => [
    norm(`blk.${at}.attn_norm.weight`, width),
    norm(`blk.${at}.post_attention_norm.weight`, width),
    norm(`blk.${at}.attn_q_norm.weight`, headWidth),
    norm(`blk.${at}.attn_k_norm.weight`, headWidth),
    norm(`blk.${at}.ffn_norm.weight`, width),
    norm(`blk.${at}.post_ffw_norm.weight`, width),
    matrix(`blk.${at}.attn_q.weight`, width, heads * headWidth),
    matrix(`blk.${at}.attn_k.weight`, width, keyValueHeads * headWidth),
    matrix(`blk.${at}.attn_v.weight`, width, keyValueHeads * headWidth),
    matrix(`blk.${at}.attn_output.weight`, heads * headWidth, width),
    matrix(`blk.${at}.ffn_gate.weight`, width, feedForward),
    matrix(`blk.${at}.ffn_up.weight`, width, feedForward),
    matrix(`blk.${at}.ffn_down.weight`, feedForward, width),
  ]
  const bytes = writeGguf({
    metadata: { ...describeShape(), ...describeVocabulary() },
    tensors: [
      matrix('token_embd.weight', width, vocabulary),
      norm('output_norm.weight', width),
      ...Array.from({ length: layers }, (_, at) => layer(at)).flat(),
    ],
  })
  const path = join(folder, 'shaped-1b.gguf')
  writeFileSync(path, bytes)
  return path
}

function createNoise(bytes: number): Uint8Array {
  const noise = new Uint8Array(bytes)
  for (let at = 0; at < bytes; at += 2 ** 16)
    randomFillSync(noise, at, Math.min(2 ** 16, bytes - at))
  for (let at = 0; at < bytes; at += BLOCK_BYTES) {
    noise[at] = SCALE & 0xff
    noise[at + 1] = SCALE >> 8
  }
  return noise
}

const describeShape = () => ({
  'general.architecture': 'gemma3',
  'general.type': 'model',
  'general.name': 'Shaped 1B',
  'general.file_type': 2,
  'gemma3.context_length': SHAPE.context,
  'gemma3.embedding_length': SHAPE.width,
  'gemma3.block_count': SHAPE.layers,
  'gemma3.feed_forward_length': SHAPE.feedForward,
  'gemma3.attention.head_count': SHAPE.heads,
  'gemma3.attention.head_count_kv': SHAPE.keyValueHeads,
  'gemma3.attention.key_length': SHAPE.headWidth,
  'gemma3.attention.value_length': SHAPE.headWidth,
  'gemma3.attention.layer_norm_rms_epsilon': { type: 'f32', value: 1e-6 } as const,
  'gemma3.attention.sliding_window': SHAPE.window,
  'gemma3.rope.freq_base': { type: 'f32', value: 1_000_000 } as const,
})

/** Kinds of tokens in a file: `llama_token_type` of llama.cpp. */
const NORMAL = 1
const UNKNOWN = 2
const CONTROL = 3
const BYTE = 6

function describeVocabulary() {
  const control = ['<pad>', '<eos>', '<bos>', '<unk>', '<start_of_turn>', '<end_of_turn>']
  const bytes = Array.from(
    { length: 256 },
    (_, at) => `<0x${at.toString(16).toUpperCase().padStart(2, '0')}>`,
  )
  const letters = Array.from({ length: 94 }, (_, at) => String.fromCharCode(33 + at))
  const named = [...control, ...bytes, '▁', '\n', ...letters]
  const words = Array.from({ length: SHAPE.vocabulary - named.length }, (_, at) => `▁word${at}`)
  const tokens = [...named, ...words]
  const kindOf = (at: number) => {
    if (at === 3) return UNKNOWN
    if (at < control.length) return CONTROL
    return at < control.length + bytes.length ? BYTE : NORMAL
  }
  return {
    'tokenizer.ggml.model': 'llama',
    'tokenizer.ggml.pre': 'default',
    'tokenizer.ggml.tokens': tokens,
    'tokenizer.ggml.scores': { type: 'f32', value: tokens.map((_, at) => -at) } as const,
    'tokenizer.ggml.token_type': { type: 'i32', value: tokens.map((_, at) => kindOf(at)) } as const,
    'tokenizer.ggml.bos_token_id': 2,
    'tokenizer.ggml.eos_token_id': 1,
    'tokenizer.ggml.eot_token_id': 5,
    'tokenizer.ggml.unknown_token_id': 3,
    'tokenizer.ggml.padding_token_id': 0,
    'tokenizer.ggml.add_bos_token': true,
    'tokenizer.ggml.add_eos_token': false,
    'tokenizer.ggml.add_space_prefix': false,
    'tokenizer.chat_template': GEMMA_TEMPLATE,
  }
}
