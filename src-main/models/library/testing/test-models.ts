import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { type GgufTestFile, writeGguf } from '../../../testing/write-gguf.ts'

/** For tests: a small model of an architecture the engine knows; `seed` makes its bytes its own. */
export function tinyModel(
  options: {
    name?: string
    width?: number
    seed?: number
    metadata?: GgufTestFile['metadata']
    rows?: number
    tensor?: string
  } = {},
): Uint8Array {
  const { metadata = {}, name = 'Tiny', rows = 16, seed = 1, width = 64 } = options
  const { tensor = 'token_embd.weight' } = options
  return writeGguf({
    metadata: {
      'general.architecture': 'gemma3',
      'general.name': name,
      'gemma3.context_length': 8192,
      'gemma3.block_count': 1,
      'gemma3.embedding_length': width,
      'gemma3.feed_forward_length': 128,
      'gemma3.attention.head_count': 2,
      'gemma3.attention.head_count_kv': 1,
      'gemma3.attention.key_length': 32,
      'gemma3.attention.value_length': 32,
      'gemma3.attention.sliding_window': 512,
      'tokenizer.ggml.tokens': ['a', 'b'],
      ...metadata,
    },
    tensors: [{ name: tensor, shape: [width, rows], data: noise(width * rows * 4, seed) }],
  })
}

/** For tests: a picture encoder that makes embeddings of a width. */
export const tinyProjector = (width = 64, seed = 1): Uint8Array =>
  writeGguf({
    metadata: {
      'general.architecture': 'clip',
      'general.type': 'mmproj',
      'general.name': 'Tiny encoder',
      'clip.has_vision_encoder': true,
      'clip.projector_type': 'gemma3',
      'clip.vision.image_size': 32,
      'clip.vision.patch_size': 8,
      'clip.vision.projection_dim': width,
      'clip.vision.embedding_length': 32,
      'clip.vision.block_count': 1,
      'clip.vision.feed_forward_length': 64,
      'clip.vision.attention.head_count': 2,
    },
    tensors: [
      { name: 'mm.input_projection.weight', shape: [width, 4], data: noise(width * 16, seed) },
    ],
  })

/** For tests: a LoRA adapter. */
export const tinyAdapter = (): Uint8Array =>
  writeGguf({
    metadata: {
      'general.architecture': 'gemma3',
      'general.type': 'adapter',
      'general.name': 'Pirate',
      'adapter.type': 'lora',
      'adapter.lora.alpha': 8,
    },
    tensors: [{ name: 'blk.0.attn_q.weight.lora_a', shape: [8, 4] }],
  })

/** For tests: writes a file with the folders above it. */
export function put(path: string, content: Uint8Array | string): string {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, content)
  return path
}

/** The same bytes for the same seed. */
function noise(length: number, seed: number): Uint8Array {
  let state = seed * 2_654_435_761
  return Uint8Array.from({ length }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state >>> 24
  })
}
