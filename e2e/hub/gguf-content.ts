import {
  createGgufSource,
  type GgufTestFile,
  writeGguf,
} from '../../src-main/testing/write-gguf.ts'
import { type Content, contentOf, generatedContent } from './content.ts'

/** Enough for every header made here. */
const HEAD_BYTES = 64 * 1024
const VOCABULARY = 256

interface TinyPlan {
  name: string
  /** Kind of the weights, such as `Q4_0`. */
  quantization?: string
  /** Width of the embeddings, a multiple of 32. */
  width?: number
  split?: { index: number; count: number }
}

/** A valid model of a few KiB that says it is a Gemma 3; its weights are zeros. */
export function tinyModel(plan: TinyPlan): Content {
  return contentOf(Buffer.from(writeGguf(describeModel(plan))))
}

/** As `tinyModel`, with about so many bytes of weights that are made on the fly, none alike. */
export async function bigModel(plan: {
  name: string
  bytes: number
  sha256?: string
}): Promise<Content> {
  const width = 1024
  const model = describeModel({ name: plan.name, width, quantization: 'F16' })
  const rows = Math.ceil(plan.bytes / (width * 2))
  const file = {
    ...model,
    tensors: [
      ...(model.tensors ?? []),
      { name: 'blk.0.ffn_up.weight', shape: [width, rows], type: 'F16' },
    ],
  }
  const source = createGgufSource(file, plan.name)
  const head = Buffer.from(await source.read(0, HEAD_BYTES))
  return generatedContent({
    bytes: source.bytes,
    seed: plan.name,
    head,
    ...(plan.sha256 && { sha256: plan.sha256 }),
  })
}

/** A valid picture encoder of a few KiB whose embeddings have this width. */
export function tinyProjector(name: string, width: number): Content {
  const file: GgufTestFile = {
    metadata: {
      'general.architecture': 'clip',
      'general.type': 'mmproj',
      'general.name': name,
      'general.file_type': 1,
      'clip.has_vision_encoder': true,
      'clip.projector_type': 'gemma3',
      'clip.use_gelu': true,
      'clip.vision.image_size': 168,
      'clip.vision.patch_size': 14,
      'clip.vision.embedding_length': 64,
      'clip.vision.feed_forward_length': 128,
      'clip.vision.block_count': 1,
      'clip.vision.projection_dim': width,
      'clip.vision.attention.head_count': 2,
      'clip.vision.attention.layer_norm_epsilon': { type: 'f32', value: 1e-6 },
      'clip.vision.image_mean': [0.5, 0.5, 0.5],
      'clip.vision.image_std': [0.5, 0.5, 0.5],
    },
    tensors: [
      { name: 'mm.input_projection.weight', shape: [width, 64], type: 'F16' },
      { name: 'v.patch_embd.weight', shape: [14, 14, 3, 64], type: 'F16' },
    ],
  }
  return contentOf(Buffer.from(writeGguf(file)))
}

function describeModel({ name, quantization = 'F16', width = 64, split }: TinyPlan): GgufTestFile {
  const tokens = Array.from({ length: VOCABULARY }, (_, at) => `<${at}>`)
  const tensors = [
    { name: 'token_embd.weight', shape: [width, VOCABULARY], type: quantization },
    { name: 'output_norm.weight', shape: [width], type: 'F32' },
    { name: 'blk.0.attn_q.weight', shape: [width, width], type: quantization },
    { name: 'blk.0.attn_k.weight', shape: [width, 32], type: quantization },
    { name: 'blk.0.attn_v.weight', shape: [width, 32], type: quantization },
  ]
  const metadata = {
    'general.architecture': 'gemma3',
    'general.type': 'model',
    'general.name': name,
    'gemma3.context_length': 2048,
    'gemma3.embedding_length': width,
    'gemma3.block_count': 1,
    'gemma3.feed_forward_length': 128,
    'gemma3.attention.head_count': 2,
    'gemma3.attention.head_count_kv': 1,
    'gemma3.attention.key_length': 32,
    'gemma3.attention.value_length': 32,
    'gemma3.attention.layer_norm_rms_epsilon': { type: 'f32', value: 1e-6 },
    'gemma3.attention.sliding_window': 512,
    'tokenizer.ggml.model': 'llama',
    'tokenizer.ggml.tokens': tokens,
  } as const
  if (!split) return { metadata, tensors }
  const { index, count } = split
  const share = Math.ceil(tensors.length / count)
  return {
    // Only the first part of a split model describes it.
    metadata: {
      ...(index === 0 ? metadata : {}),
      'split.no': { type: 'u16', value: index },
      'split.count': { type: 'u16', value: count },
      'split.tensors.count': { type: 'i32', value: tensors.length },
    },
    tensors: tensors.slice(index * share, (index + 1) * share),
  }
}
