/** Kinds of metadata values, at the index that stands for them in a file. */
export const valueTypes = [
  'u8',
  'i8',
  'u16',
  'i16',
  'u32',
  'i32',
  'f32',
  'bool',
  'string',
  'array',
  'u64',
  'i64',
  'f64',
] as const
export type ValueType = (typeof valueTypes)[number]

/** 64-bit numbers that a `number` cannot hold exactly stay `bigint`. */
export type MetadataScalar = string | number | bigint | boolean

/** `values` is null for long lists such as the vocabulary, which are checked but not kept. */
export interface MetadataArray {
  type: ValueType
  length: number
  values: readonly MetadataScalar[] | null
}

export type MetadataValue = MetadataScalar | MetadataArray

export interface TensorInfo {
  name: string
  /** Name of the kind of weights, such as `Q4_0`. */
  type: string
  /** Innermost side first. */
  shape: readonly number[]
  elements: number
  bytes: number
  /** From the start of the file. */
  offset: number
}

/** What a GGUF file says about itself, every figure checked against the others and its length. */
export interface GgufHeader {
  /** Name of the file, for messages. */
  name: string
  version: number
  fileBytes: number
  /** Where the first tensor begins. */
  dataOffset: number
  metadata: ReadonlyMap<string, MetadataValue>
  tensors: readonly TensorInfo[]
}
