import { CaratError } from '../../platform/carat-error.ts'
import type { MetadataArray, MetadataScalar, MetadataValue, ValueType } from './gguf-header.ts'
import { valueTypes } from './gguf-header.ts'
import type { HeaderCursor } from './header-cursor.ts'
import { ENGINE_VERSION } from './known-engine.ts'
import { printable } from './printable.ts'

/** As the format says. */
const LONGEST_KEY_BYTES = 65_535
/** Longer texts and lists are passed over: no figure Carat needs is in them. */
const LONGEST_KEPT_TEXT_BYTES = 1024 * 1024
const LONGEST_KEPT_LIST = 4096
/** All that is kept of one header, so that a hostile one cannot fill memory. */
const KEPT_BYTES = 16 * 1024 * 1024
/** What a kept value takes in memory beside its text, on the safe side. */
const SCALAR_BYTES = 64
/** A thousand times what real models have. */
const MOST_ENTRIES = 65_536
/** An entry takes at least a key of one byte with its length, a type and a value. */
const SMALLEST_ENTRY_BYTES = 14

const widths: Record<Exclude<ValueType, 'string' | 'array'>, number> = {
  u8: 1,
  i8: 1,
  bool: 1,
  u16: 2,
  i16: 2,
  u32: 4,
  i32: 4,
  f32: 4,
  u64: 8,
  i64: 8,
  f64: 8,
}

/**
 * Reads the entries before the tensors; texts over 1 MiB are left out of what it gives.
 *
 * @throws CaratError `GGUF_INVALID`, `GGUF_TRUNCATED`, `GGUF_UNSUPPORTED`
 */
export async function readMetadata(
  cursor: HeaderCursor,
  count: number,
  file: { name: string },
): Promise<Map<string, MetadataValue>> {
  const refuse = (detail: string): never => {
    throw new CaratError('GGUF_INVALID', { name: file.name, detail })
  }
  if (count > MOST_ENTRIES) refuse(`it claims ${count} entries`)
  cursor.demand(count * SMALLEST_ENTRY_BYTES)

  const metadata = new Map<string, MetadataValue>()
  const keys = new Set<string>()
  let budget = KEPT_BYTES

  const readType = async (key: string) => {
    await cursor.hold(4)
    const id = cursor.takeUint32()
    return valueTypes[id] ?? refuse(`${printable(key)} has the unknown type ${id}`)
  }

  const readTextLength = async () => {
    if (!cursor.holds(8)) await cursor.hold(8)
    return cursor.takeUint64()
  }

  const readText = async (length: number) => {
    await cursor.hold(length)
    budget -= length
    return decode(cursor.takeBytes(length))
  }

  const readList = async (key: string): Promise<MetadataArray> => {
    const type = await readType(key)
    await cursor.hold(8)
    const length = cursor.takeUint64()
    if (type === 'array') {
      const feature = `lists of lists (${printable(key)})`
      throw new CaratError('GGUF_UNSUPPORTED', { name: file.name, feature, engine: ENGINE_VERSION })
    }
    const kept = length <= LONGEST_KEPT_LIST && length * SCALAR_BYTES <= budget
    if (kept) budget -= length * SCALAR_BYTES
    if (type === 'string') {
      const values = kept ? await readTexts(length) : await skipTexts(cursor, length)
      return { type, length, values }
    }
    const width = widths[type]
    if (!kept) {
      cursor.skip(length * width)
      return { type, length, values: null }
    }
    await cursor.hold(length * width)
    const bytes = cursor.takeBytes(length * width)
    const values = Array.from({ length }, (_, index) => toScalar(type, bytes, index * width))
    return { type, length, values }
  }

  /** Null if one of them is too long to keep. */
  const readTexts = async (length: number) => {
    const values: string[] = []
    for (let index = 0; index < length; index += 1) {
      const size = await readTextLength()
      if (size <= LONGEST_KEPT_TEXT_BYTES && size <= budget) values.push(await readText(size))
      else cursor.skip(size)
    }
    return values.length === length ? values : null
  }

  for (let index = 0; index < count; index += 1) {
    const keyBytes = await readTextLength()
    if (keyBytes === 0 || keyBytes > LONGEST_KEY_BYTES) refuse(`a key of ${keyBytes} bytes`)
    const key = await readText(keyBytes)
    // The engine takes a key up to its first zero and ends its process if nothing is left.
    if (key.includes('\0')) refuse('a key has a zero in it')
    if (keys.has(key)) refuse(`${printable(key)} is there twice`)
    keys.add(key)
    const type = await readType(key)
    if (type === 'array') metadata.set(key, await readList(key))
    else if (type === 'string') {
      const size = await readTextLength()
      if (size <= LONGEST_KEPT_TEXT_BYTES && size <= budget) metadata.set(key, await readText(size))
      else cursor.skip(size)
    } else {
      await cursor.hold(widths[type])
      metadata.set(key, toScalar(type, cursor.takeBytes(widths[type]), 0))
    }
    budget -= SCALAR_BYTES
    if (budget < 0) refuse('its entries take more memory than any model needs')
  }
  return metadata
}

/**
 * Walks a vocabulary, asking for about as many bytes as the texts so far let expect; later ones are
 * longer as a rule.
 */
async function skipTexts(cursor: HeaderCursor, count: number): Promise<null> {
  const start = cursor.position()
  for (let index = 0; index < count; index += 1) {
    if (!cursor.holds(8)) {
      const average = index > 0 ? (cursor.position() - start) / index : 16
      await cursor.hold(8, Math.ceil((count - index) * average * 1.2))
    }
    cursor.skip(cursor.takeUint64())
  }
  return null
}

function toScalar(type: keyof typeof widths, bytes: Uint8Array, at: number): MetadataScalar {
  const view = new DataView(bytes.buffer, bytes.byteOffset + at, widths[type])
  const read = {
    u8: () => view.getUint8(0),
    i8: () => view.getInt8(0),
    bool: () => view.getUint8(0) !== 0,
    u16: () => view.getUint16(0, true),
    i16: () => view.getInt16(0, true),
    u32: () => view.getUint32(0, true),
    i32: () => view.getInt32(0, true),
    f32: () => view.getFloat32(0, true),
    f64: () => view.getFloat64(0, true),
    u64: () => toNumber(view.getBigUint64(0, true)),
    i64: () => toNumber(view.getBigInt64(0, true)),
  }
  return read[type]()
}

const toNumber = (value: bigint) => (Number.isSafeInteger(Number(value)) ? Number(value) : value)

const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes)
