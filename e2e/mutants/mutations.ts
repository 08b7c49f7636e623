import type { Field, Text } from './find-fields.ts'
import type { Random } from './random.ts'

/** A good file and what stands where in it. */
export interface Original {
  bytes: Buffer
  fields: readonly Field[]
  texts: readonly Text[]
  headerEnd: number
}

/** Changes one thing; says what, for the report. `bytes` is a copy it may write to. */
export type Mutation = (
  bytes: Buffer,
  original: Original,
  random: Random,
) => { bytes: Buffer; what: string }

const extremes = [
  0n,
  1n,
  2n ** 15n,
  2n ** 31n - 1n,
  2n ** 31n,
  2n ** 32n - 1n,
  2n ** 40n,
  2n ** 62n,
  2n ** 63n - 1n,
  2n ** 63n,
  2n ** 64n - 1n,
]

/** In the head of a vocabulary any byte is as good as another, so half of the blows hit numbers. */
const aim = ({ fields, headerEnd }: Original, random: Random) => {
  if (random.below(2) === 0) return 4 + random.below(headerEnd - 4)
  const field = random.pick(fields.filter(isStructural))
  return field.at + random.below(field.width)
}

const isStructural = ({ kind }: Field) => kind !== 'text-length' && kind !== 'number'

const flipBits: Mutation = (bytes, original, random) => {
  const count = 1 + random.below(4)
  const places = Array.from({ length: count }, () => aim(original, random))
  for (const at of places) bytes[at]! ^= 1 << random.below(8)
  return { bytes, what: `bits flipped at ${places.join(', ')}` }
}

const setBytes: Mutation = (bytes, original, random) => {
  const at = aim(original, random)
  const value = random.pick([0, 1, 0x7f, 0x80, 0xff, random.below(256)])
  const end = Math.min(at + 1 + random.below(8), original.headerEnd)
  bytes.fill(value, at, end)
  return { bytes, what: `${end - at} bytes at ${at} set to ${value}` }
}

const editField =
  (kinds: readonly Field['kind'][]): Mutation =>
  (bytes, { fields }, random) => {
    const field = random.pick(fields.filter(({ kind }) => kinds.includes(kind)))
    const limit = 2n ** BigInt(field.width * 8)
    const now = readField(bytes, field)
    const near = [now + 1n, now - 1n, now * 2n, now / 2n, now + BigInt(random.below(1000))]
    const value = random.pick([...near, ...extremes, BigInt(random.below(2 ** 16))])
    writeField(bytes, field, ((value % limit) + limit) % limit)
    return { bytes, what: `${field.kind} at ${field.at} from ${now} to ${value}` }
  }

const changeType: Mutation = (bytes, { fields }, random) => {
  const field = random.pick(fields.filter(({ kind }) => kind.endsWith('-type')))
  const type = random.below(field.kind === 'value-type' ? 14 : 44)
  writeField(bytes, field, BigInt(type))
  return { bytes, what: `${field.kind} at ${field.at} set to ${type}` }
}

/** Two keys or two names of one length change places, or one is there twice. */
const confuseTexts =
  (twice: boolean): Mutation =>
  (bytes, { texts }, random) => {
    const named = texts.filter(({ kind }) => kind !== 'text')
    const pairs = named.flatMap((one, index) =>
      named
        .slice(index + 1)
        .filter(({ kind, length }) => kind === one.kind && length === one.length)
        .map((other) => [one, other] as const),
    )
    const [one, other] = random.pick(pairs)
    const kept = Buffer.from(bytes.subarray(one.at, one.at + one.length))
    bytes.copyWithin(one.at, other.at, other.at + other.length)
    if (!twice) kept.copy(bytes, other.at)
    return { bytes, what: `${one.kind}s at ${one.at} and ${other.at} ${twice ? 'one' : 'swapped'}` }
  }

/** Adds an entry in front of the others, such as an alignment; all that follows moves. */
const addEntry: Mutation = (bytes, original, random) => {
  const alignment = random.pick([0, 1, 3, 8, 16, 31, 33, 64, 4096, 2 ** 31, 2 ** 32 - 1])
  const key = random.pick(['general.alignment', 'general.alignment', 'split.count', 'split.no'])
  const entry = Buffer.alloc(8 + key.length + 8)
  entry.writeBigUInt64LE(BigInt(key.length))
  entry.write(key, 8)
  entry.writeUInt32LE(random.pick([4, 4, 4, 5, 10, 6]), 8 + key.length)
  entry.writeUInt32LE(alignment, 12 + key.length)
  const count = original.fields.find(({ kind }) => kind === 'entry-count')!
  writeField(bytes, count, readField(bytes, count) + 1n)
  const added = Buffer.concat([bytes.subarray(0, 24), entry, bytes.subarray(24)])
  return { bytes: added, what: `${key} = ${alignment} added` }
}

/** Bytes are lost, doubled or come in from elsewhere, as by a broken transfer. */
const moveBytes: Mutation = (bytes, { headerEnd }, random) => {
  const at = 4 + random.below(headerEnd - 4)
  const length = 1 + random.below(64)
  const from = random.pick([at + length, Math.max(0, at - length), random.below(headerEnd)])
  const changed = Buffer.concat([bytes.subarray(0, at), bytes.subarray(from)])
  return { bytes: changed, what: `after ${at} goes on with what was at ${from}` }
}

const spoilBody: Mutation = (bytes, { headerEnd }, random) => {
  const at = headerEnd + random.below(bytes.length - headerEnd)
  const end = Math.min(at + 1 + random.below(4096), bytes.length)
  for (let place = at; place < end; place += 1) bytes[place] = random.below(256)
  return { bytes, what: `weights from ${at} to ${end} spoiled` }
}

const spoilText: Mutation = (bytes, { texts }, random) => {
  const { at, length } = random.pick(texts.filter((text) => text.length > 0))
  for (let times = 0; times < 3; times += 1) bytes[at + random.below(length)] = random.below(256)
  return { bytes, what: `text at ${at} spoiled` }
}

/** All kinds, each as often as it stands here. */
export const mutations: readonly Mutation[] = [
  flipBits,
  flipBits,
  flipBits,
  setBytes,
  setBytes,
  editField(['tensor-count', 'entry-count', 'list-length']),
  editField(['key-length', 'text-length', 'name-length']),
  editField(['offset']),
  editField(['side', 'rank']),
  editField(['number']),
  editField(['number']),
  changeType,
  changeType,
  confuseTexts(false),
  confuseTexts(true),
  addEntry,
  moveBytes,
  spoilBody,
  spoilText,
]

function readField(bytes: Buffer, { at, width }: Field): bigint {
  return width === 8 ? bytes.readBigUInt64LE(at) : BigInt(bytes.readUIntLE(at, width))
}

function writeField(bytes: Buffer, { at, width }: Field, value: bigint): void {
  if (width === 8) bytes.writeBigUInt64LE(value, at)
  else bytes.writeUIntLE(Number(value), at, width)
}
