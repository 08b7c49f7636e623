/** A value as SQLite stores it. Whole numbers beyond JavaScript's are left as bigint. */
export type StoredValue = null | number | bigint | string | Buffer

/** A variable-length number and where it ends. @throws RangeError past the end */
export function readVarint(bytes: Buffer, at: number): [value: number, end: number] {
  let value = 0
  for (let index = 0; index < 8; index += 1) {
    const byte = bytes.readUInt8(at + index)
    value = value * 128 + (byte & 0x7f)
    if (byte < 0x80) return [value, at + index + 1]
  }
  return [value * 256 + bytes.readUInt8(at + 8), at + 9]
}

const text = new TextDecoder('utf-8', { fatal: true })

/**
 * The values of one record (https://sqlite.org/fileformat2.html#record_format).
 *
 * @throws when the bytes are not a whole record, or hold text that is none.
 */
export function readRecord(payload: Buffer): StoredValue[] {
  const [headerEnd, start] = readVarint(payload, 0)
  if (headerEnd > payload.length) throw new RangeError('header beyond the record')
  const types: number[] = []
  for (let at = start; at < headerEnd;) {
    const [type, end] = readVarint(payload, at)
    types.push(type)
    at = end
  }
  let at = headerEnd
  const values = types.map((type) => {
    const size = sizeOf(type)
    if (at + size > payload.length) throw new RangeError('value beyond the record')
    const value = readValue(payload, at, type, size)
    at += size
    return value
  })
  if (at !== payload.length || values.length === 0) throw new RangeError('not a record')
  return values
}

const sizes = [0, 1, 2, 3, 4, 6, 8, 8, 0, 0]

function sizeOf(type: number): number {
  if (type >= 12) return Math.floor((type - 12) / 2)
  const size = sizes[type]
  if (size === undefined) throw new RangeError('unknown type')
  return size
}

function readValue(bytes: Buffer, at: number, type: number, size: number): StoredValue {
  if (type === 0) return null
  if (type <= 5) return bytes.readIntBE(at, size)
  if (type === 6) {
    const value = bytes.readBigInt64BE(at)
    return Number.isSafeInteger(Number(value)) ? Number(value) : value
  }
  if (type === 7) return bytes.readDoubleBE(at)
  if (type <= 9) return type - 8
  const content = bytes.subarray(at, at + size)
  return type % 2 === 0 ? Buffer.from(content) : text.decode(content)
}
