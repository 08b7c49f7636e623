import type { ByteSource } from '../models/gguf/byte-source.ts'
import { tensorTypes } from '../models/gguf/tensor-types.ts'

const valueTypes = {
  u8: 0,
  i8: 1,
  u16: 2,
  i16: 3,
  u32: 4,
  i32: 5,
  f32: 6,
  bool: 7,
  string: 8,
  array: 9,
  u64: 10,
  i64: 11,
  f64: 12,
} as const
type ScalarType = Exclude<keyof typeof valueTypes, 'array'>
type Scalar = string | number | bigint | boolean

/**
 * A plain value gets the type converters use: `u32` for whole numbers from 0, `i32` below, `f32` for
 * fractions. `{ type, value }` says another one.
 */
export type GgufTestValue =
  | Scalar
  | readonly Scalar[]
  | { type: ScalarType; value: Scalar | readonly Scalar[] }

export interface GgufTestTensor {
  name: string
  /** Innermost first, as in the file: `[embeddingWidth, vocabulary]` for `token_embd.weight`. */
  shape: readonly number[]
  /** Such as `Q4_0`; `F32` if left out. */
  type?: string
  /** Zeros if left out. */
  data?: Uint8Array
}

export interface GgufTestFile {
  metadata?: Readonly<Record<string, GgufTestValue>>
  tensors?: readonly GgufTestTensor[]
  version?: number
}

/** For tests: a valid GGUF file, with zeros for weights. */
export function writeGguf(file: GgufTestFile): Uint8Array {
  const { header, dataBytes, places } = layOut(file)
  const whole = new Uint8Array(header.length + dataBytes)
  whole.set(header)
  for (const { data, offset } of places) if (data) whole.set(data, header.length + offset)
  return whole
}

/** For tests: the same file without its weights in memory, so that it can be of any size. */
export function createGgufSource(file: GgufTestFile, name = 'test.gguf'): ByteSource {
  const { header, dataBytes } = layOut(file)
  const bytes = header.length + dataBytes
  return {
    name,
    bytes,
    read: async (offset, length, signal) => {
      signal?.throwIfAborted()
      const part = new Uint8Array(Math.max(0, Math.min(length, bytes - offset)))
      part.set(header.subarray(offset, offset + part.length))
      return part
    },
  }
}

function layOut({ metadata = {}, tensors = [], version = 3 }: GgufTestFile) {
  const alignment = Number(metadata['general.alignment'] ?? 32)
  const pad = (length: number) => Math.ceil(length / alignment) * alignment
  let dataBytes = 0
  const places = tensors.map(({ data, name, shape, type = 'F32' }) => {
    const found = tensorTypes.find((each) => each.name === type)
    if (!found) throw new Error(`no such kind of weights: ${type}`)
    const elements = shape.reduce((product, side) => product * side, 1)
    const offset = dataBytes
    dataBytes += pad((elements / found.blockSize) * found.blockBytes)
    return { name, shape, type: found.id, offset, data }
  })
  const entries = Object.entries(metadata)
  const parts = [
    Buffer.from('GGUF'),
    number('u32', version),
    number('u64', tensors.length),
    number('u64', entries.length),
    ...entries.flatMap(([key, value]) => [text(key), ...toTyped(value)]),
    ...places.flatMap(({ name, offset, shape, type }) => [
      text(name),
      number('u32', shape.length),
      ...shape.map((side) => number('u64', side)),
      number('u32', type),
      number('u64', offset),
    ]),
  ]
  const bare = Buffer.concat(parts)
  const header = new Uint8Array(tensors.length > 0 ? pad(bare.length) : bare.length)
  header.set(bare)
  return { header, dataBytes, places }
}

function toTyped(value: GgufTestValue): Buffer[] {
  const given = typeof value === 'object' && 'type' in value ? value : undefined
  const plain = given ? given.value : (value as Scalar | readonly Scalar[])
  const values = Array.isArray(plain) ? (plain as readonly Scalar[]) : [plain as Scalar]
  const type = given?.type ?? guessType(values)
  const encoded = values.map((each) =>
    type === 'string' ? text(String(each)) : number(type, each),
  )
  const tag = number('u32', valueTypes[type])
  if (!Array.isArray(plain)) return [tag, ...encoded]
  return [number('u32', valueTypes.array), tag, number('u64', values.length), ...encoded]
}

function guessType(values: readonly Scalar[]): ScalarType {
  const [first] = values
  if (typeof first === 'string') return 'string'
  if (typeof first === 'boolean') return 'bool'
  if (typeof first === 'bigint') return 'u64'
  if (values.some((each) => !Number.isInteger(each))) return 'f32'
  return values.some((each) => Number(each) < 0) ? 'i32' : 'u32'
}

function text(value: string): Buffer {
  const bytes = Buffer.from(value)
  return Buffer.concat([number('u64', bytes.length), bytes])
}

function number(type: Exclude<ScalarType, 'string'>, value: Scalar): Buffer {
  const bytes = Buffer.alloc(8)
  const whole = () => BigInt(value)
  const write = {
    u8: () => bytes.writeUInt8(Number(value)),
    i8: () => bytes.writeInt8(Number(value)),
    bool: () => bytes.writeUInt8(Number(value)),
    u16: () => bytes.writeUInt16LE(Number(value)),
    i16: () => bytes.writeInt16LE(Number(value)),
    u32: () => bytes.writeUInt32LE(Number(value)),
    i32: () => bytes.writeInt32LE(Number(value)),
    f32: () => bytes.writeFloatLE(Number(value)),
    u64: () => bytes.writeBigUInt64LE(whole()),
    i64: () => bytes.writeBigInt64LE(whole()),
    f64: () => bytes.writeDoubleLE(Number(value)),
  }
  return bytes.subarray(0, write[type]())
}
