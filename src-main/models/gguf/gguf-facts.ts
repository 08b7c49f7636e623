/** What a valid GGUF header says, as far as Carat uses it; sizes in bytes. */
export interface GgufFacts {
  kind: 'model' | 'projector' | 'adapter' | 'vocabulary'
  /** `general.architecture`, e.g. `gemma3`; `clip` for projectors. */
  architecture: string
  name: string | null
  /** Kind of most weights, e.g. `Q4_0`, from what the tensors are. */
  quantization: string | null
  parameters: number
  fileBytes: number
  /** Header and padding before the first tensor. */
  headerBytes: number
  tensorBytes: number
  /** Of the tensor bytes, the token embeddings, which stay in the computer's memory. */
  embeddingBytes: number
  /** Which part of a split model this is, from 0; null for a whole file. */
  split: { index: number; count: number } | null
  /** `adapter`: the architecture of the model it changes is `architecture`. */
  shape: ModelShape | null
  projector: ProjectorShape | null
  /** Whether a model's own weights hold a picture encoder, as Ollama's engine wants it. */
  encoderInside: boolean
  /** Whether the file says how a conversation is put to the model. */
  chatTemplate: boolean
}

/** The figures memory depends on; null where the architecture has no such thing. */
export interface ModelShape {
  trainedContext: number
  layers: number
  embeddingWidth: number
  vocabulary: number
  /** Key-value heads of each layer, `layers` long; 0 for a layer without a cache. */
  keyValueHeads: readonly number[]
  keyLength: number
  valueLength: number
  /** Of sliding-window layers, where they differ from the global ones (Gemma 4). */
  slidingKeyLength: number
  slidingValueLength: number
  /** Tokens of the sliding window; null when every layer sees everything. */
  slidingWindow: number | null
  /** For each layer whether it slides; all false without a window. */
  sliding: readonly boolean[]
  /** Layers at the end that share the cache of earlier ones (Gemma 3n, Gemma 4). */
  sharedCacheLayers: number
  experts: number
  feedForwardWidth: number
}

export interface ProjectorShape {
  /** `clip.projector_type`, e.g. `gemma3`. */
  type: string
  /** Width of the embeddings it makes: must equal the model's `embeddingWidth`. */
  embeddingWidth: number
  pictures: boolean
  audio: boolean
  /** Side in pixels of what the encoder sees; null when it takes any size. */
  imageSize: number | null
}
