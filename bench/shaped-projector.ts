import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type GgufTestTensor, writeGguf } from '../src-main/testing/write-gguf.ts'

/** Pictures as Gemma 3 takes them: 896 pixels in patches of 14, and of 4 x 4 patches one token. */
const IMAGE = { side: 896, patch: 14, pooled: 4 }
/** Small: what is measured is done around the encoder, which takes the same with and without Carat. */
const ENCODER = { width: 64, layers: 1, heads: 2, feedForward: 128 }

/**
 * Writes a vision projector for a language model of that width, which gives 256 tokens a picture and
 * sees nothing in it.
 *
 * @returns its path; some 2 MB
 */
export function writeShapedProjector(folder: string, tokenWidth: number): string {
  const { feedForward, heads, layers, width } = ENCODER
  const matrix = (name: string, ...shape: number[]): GgufTestTensor => ({
    name,
    shape,
    type: 'F16',
  })
  const row = (name: string, length: number, value = 0): GgufTestTensor => ({
    name,
    shape: [length],
    data: new Uint8Array(new Float32Array(length).fill(value).buffer),
  })
  const linear = (name: string, columns: number, rows: number) => [
    matrix(`${name}.weight`, columns, rows),
    row(`${name}.bias`, rows),
  ]
  const norm = (name: string) => [row(`${name}.weight`, width, 1), row(`${name}.bias`, width)]
  const layer = (at: number) => [
    ...norm(`v.blk.${at}.ln1`),
    ...norm(`v.blk.${at}.ln2`),
    ...['attn_q', 'attn_k', 'attn_v', 'attn_out'].flatMap((part) =>
      linear(`v.blk.${at}.${part}`, width, width),
    ),
    ...linear(`v.blk.${at}.ffn_up`, width, feedForward),
    ...linear(`v.blk.${at}.ffn_down`, feedForward, width),
  ]
  const patches = (IMAGE.side / IMAGE.patch) ** 2
  const bytes = writeGguf({
    metadata: {
      'general.architecture': 'clip',
      'general.type': 'mmproj',
      'general.name': 'Shaped projector',
      'general.file_type': 1,
      'clip.has_vision_encoder': true,
      'clip.projector_type': 'gemma3',
      'clip.use_gelu': true,
      'clip.vision.image_size': IMAGE.side,
      'clip.vision.patch_size': IMAGE.patch,
      'clip.vision.embedding_length': width,
      'clip.vision.feed_forward_length': feedForward,
      'clip.vision.block_count': layers,
      'clip.vision.projection_dim': tokenWidth,
      'clip.vision.attention.head_count': heads,
      'clip.vision.attention.layer_norm_epsilon': { type: 'f32', value: 1e-6 },
      'clip.vision.projector.scale_factor': IMAGE.pooled,
      'clip.vision.image_mean': { type: 'f32', value: [0.5, 0.5, 0.5] },
      'clip.vision.image_std': { type: 'f32', value: [0.5, 0.5, 0.5] },
    },
    tensors: [
      matrix('v.patch_embd.weight', IMAGE.patch, IMAGE.patch, 3, width),
      row('v.patch_embd.bias', width),
      { name: 'v.position_embd.weight', shape: [width, patches] },
      ...Array.from({ length: layers }, (_, at) => layer(at)).flat(),
      ...norm('v.post_ln'),
      row('mm.soft_emb_norm.weight', width, 1),
      matrix('mm.input_projection.weight', tokenWidth, width),
    ],
  })
  const path = join(folder, 'shaped-projector.gguf')
  writeFileSync(path, bytes)
  return path
}
