import type { ProjectorShape } from './gguf-facts.ts'
import type { GgufHeader } from './gguf-header.ts'
import type { MetadataLookup } from './metadata-lookup.ts'

/** The engine's own bound. */
const LARGEST_IMAGE = 8192

/**
 * Where the width of the embeddings is certain: the last weights of a projector and which of their
 * sides it is, as in `clip_n_mmproj_embd` of mtmd. Old converters wrote other numbers into
 * `projection_dim`, which is what holds for all other kinds.
 */
const lastWeights: Readonly<Record<string, readonly [tensor: string, side: number]>> = {
  adapter: ['adapter.linear.dense_4h_to_h.weight', 1],
  cogvlm: ['mm.down.weight', 1],
  deepseekocr: ['mm.model.fc.weight', 1],
  deepseekocr2: ['mm.model.fc.weight', 1],
  gemma3: ['mm.input_projection.weight', 0],
  gemma3nv: ['mm.input_projection.weight', 0],
  gemma4uv: ['mm.input_projection.weight', 1],
  gemma4v: ['mm.input_projection.weight', 1],
  glm4v: ['mm.down.weight', 1],
  idefics3: ['mm.model.fc.weight', 1],
  internvl: ['mm.3.weight', 1],
  kimik25: ['mm.2.weight', 1],
  kimivl: ['mm.2.weight', 1],
  lfm2: ['mm.2.weight', 1],
  lightonocr: ['mm.2.weight', 1],
  llama4: ['mm.model.fc.weight', 1],
  mlp: ['mm.2.weight', 1],
  pixtral: ['mm.2.weight', 1],
  'qwen2.5vl_merger': ['mm.2.weight', 1],
  qwen2vl_merger: ['mm.2.weight', 1],
  qwen3vl_merger: ['mm.2.weight', 1],
  resampler: ['resampler.proj.weight', 0],
}

/** They see each picture in its own proportions; `image_size` is only a hint for them. */
const anySize: ReadonlySet<string> = new Set([
  'exaone4_5',
  'gemma4uv',
  'gemma4v',
  'glm4v',
  'hunyuanvl',
  'kimik25',
  'kimivl',
  'lfm2',
  'lightonocr',
  'minimax_m3',
  'muse-glimmer',
  'pixtral',
  'qwen2.5o',
  'qwen2.5vl_merger',
  'qwen2vl_merger',
  'qwen3vl_merger',
])

/**
 * What a picture or sound encoder makes, and of what.
 *
 * @throws CaratError `GGUF_INVALID`
 */
export function readProjectorShape(header: GgufHeader, lookup: MetadataLookup): ProjectorShape {
  const pictures = lookup.flag('clip.has_vision_encoder') ?? false
  const audio = lookup.flag('clip.has_audio_encoder') ?? false
  if (!pictures && !audio) lookup.refuse('it encodes neither pictures nor sound')
  const part = pictures ? 'vision' : 'audio'
  const type =
    lookup.text('clip.projector_type') ||
    lookup.text(`clip.${part}.projector_type`) ||
    lookup.refuse('clip.projector_type is missing')

  for (const name of ['embedding_length', 'attention.head_count', 'block_count'])
    checkPositive(lookup, `clip.${part}.${name}`)
  const imageSize = pictures ? lookup.requiredCount('clip.vision.image_size') : 0
  if (imageSize > LARGEST_IMAGE) lookup.refuse(`it wants pictures of ${imageSize} pixels a side`)
  if (pictures) checkPositive(lookup, 'clip.vision.patch_size')
  return {
    type,
    embeddingWidth: readWidth(header, lookup, type, `clip.${part}.projection_dim`),
    pictures,
    audio,
    imageSize: imageSize === 0 || anySize.has(type) ? null : imageSize,
  }
}

function readWidth(header: GgufHeader, lookup: MetadataLookup, type: string, key: string): number {
  const [last, side] = lastWeights[type] ?? ['', 0]
  const width = header.tensors.find(({ name }) => name === last)?.shape[side]
  return width ?? lookup.requiredCount(key)
}

/** The engine divides by these. */
function checkPositive(lookup: MetadataLookup, key: string): void {
  if (lookup.requiredCount(key) === 0) lookup.refuse(`${key} is 0`)
}
