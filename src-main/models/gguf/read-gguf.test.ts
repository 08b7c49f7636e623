import path from 'node:path'
import { expect, test } from 'vitest'
import { createGgufSource, writeGguf } from '../../testing/write-gguf.ts'
import type { ByteSource } from './byte-source.ts'
import { openFileSource } from './file-source.ts'
import { readGguf } from './read-gguf.ts'

const demoFolder = path.resolve(import.meta.dirname, '../../../resources/demo-model')

const small = {
  metadata: {
    'general.architecture': 'llama',
    'llama.block_count': 2,
    'test.far': { type: 'i64', value: -5n },
    'test.huge': { type: 'u64', value: 2n ** 63n },
    'test.fraction': { type: 'f64', value: 0.5 },
    'test.flags': [true, false],
    'test.words': ['one', 'two'],
  },
  tensors: [
    { name: 'token_embd.weight', shape: [32, 10], type: 'Q8_0' },
    { name: 'output_norm.weight', shape: [32] },
  ],
} as const

function toSource(bytes: Uint8Array, reads: number[] = []): ByteSource {
  return {
    name: 'test.gguf',
    bytes: bytes.length,
    read: async (offset, length) => {
      reads.push(length)
      return bytes.slice(offset, offset + length)
    },
  }
}

/** The file with the first `from` of its bytes replaced by `to`. */
function change(from: string | Uint8Array, to: string | Uint8Array): Uint8Array {
  const bytes = Buffer.from(writeGguf(small))
  const at = bytes.indexOf(from)
  expect(at).toBeGreaterThanOrEqual(0)
  bytes.set(typeof to === 'string' ? Buffer.from(to) : to, at)
  return bytes
}

const uint64 = (value: bigint) => Buffer.from(BigUint64Array.of(value).buffer)

/** A tensor's entry is its name, rank, sides, type and offset. */
function changeTensor(name: string, fieldOffset: number, value: Uint8Array): Uint8Array {
  const bytes = Buffer.from(writeGguf(small))
  bytes.set(value, bytes.indexOf(name) + name.length + fieldOffset)
  return bytes
}

test('reads what the demo model says', async () => {
  await using source = await openFileSource(path.join(demoFolder, 'demo-vlm.gguf'))
  const header = await readGguf(source)
  expect(header).toMatchObject({ version: 3, fileBytes: source.bytes, dataOffset: 50_944 })
  expect(header.metadata.get('gemma3.block_count')).toBe(6)
  expect(header.metadata.get('tokenizer.ggml.scores')).toMatchObject({ length: 2048 })
  expect(header.tensors).toHaveLength(80)
  expect(header.tensors[0]).toEqual({
    name: 'token_embd.weight',
    type: 'F16',
    shape: [192, 2048],
    elements: 393_216,
    bytes: 786_432,
    offset: 50_944,
  })
  const last = header.tensors.at(-1)!
  expect(last.offset + last.bytes).toBe(header.fileBytes)
})

test('keeps each kind of value', async () => {
  const { metadata } = await readGguf(toSource(writeGguf(small)))
  expect(metadata.get('test.far')).toBe(-5)
  expect(metadata.get('test.huge')).toBe(2n ** 63n)
  expect(metadata.get('test.fraction')).toBe(0.5)
  expect(metadata.get('test.flags')).toEqual({ type: 'bool', length: 2, values: [true, false] })
  expect(metadata.get('test.words')).toEqual({
    type: 'string',
    length: 2,
    values: ['one', 'two'],
  })
})

test('passes over texts that are too long to keep', async () => {
  const long = 'x'.repeat(2 * 1024 * 1024)
  const metadata = {
    ...small.metadata,
    'test.long': long,
    'test.mixed': ['short', long, 'short'],
    'test.after': 7,
  }
  const header = await readGguf(toSource(writeGguf({ ...small, metadata })))
  expect(header.metadata.has('test.long')).toBe(false)
  expect(header.metadata.get('test.mixed')).toEqual({ type: 'string', length: 3, values: null })
  expect(header.metadata.get('test.after')).toBe(7)
  expect(header.tensors).toHaveLength(2)
})

test.each([2, 3])('reads version %i', async (version) => {
  const header = await readGguf(toSource(writeGguf({ ...small, version })))
  expect(header.version).toBe(version)
})

test('a header of 12 MB takes few reads, and passes over what it does not need', async () => {
  const count = 200_000
  const tokens = Array.from({ length: count }, (_, index) => `token ${index} of a vocabulary`)
  const scores = { type: 'f32' as const, value: Array<number>(count).fill(0) }
  const source = createGgufSource({
    metadata: {
      ...small.metadata,
      'tokenizer.ggml.tokens': tokens,
      'tokenizer.ggml.scores': scores,
      'tokenizer.ggml.merges': tokens,
      'tokenizer.chat_template': 'x'.repeat(10_000),
    },
    tensors: small.tensors,
  })
  const reads: number[] = []
  const counted: ByteSource = {
    ...source,
    read: (offset, length, signal) => {
      reads.push(length)
      return source.read(offset, length, signal)
    },
  }
  const header = await readGguf(counted)
  expect(header.dataOffset).toBeGreaterThan(12_000_000)
  expect(header.metadata.get('tokenizer.ggml.tokens')).toEqual({
    type: 'string',
    length: count,
    values: null,
  })
  expect(header.metadata.get('tokenizer.chat_template')).toHaveLength(10_000)
  expect(reads.length).toBeLessThanOrEqual(6)
  expect(reads.reduce((sum, each) => sum + each)).toBeLessThan(header.dataOffset * 1.1)
})

test('every shorter file is named as truncated, with the bytes it should have', async () => {
  const whole = writeGguf(small)
  // The last tensor ends here; what follows is padding, which may be missing.
  const needed = (await readGguf(toSource(whole))).dataOffset + 352 + 128
  for (let length = 4; length < needed; length += 1) {
    const failure = await readGguf(toSource(whole.subarray(0, length))).catch((error) => error)
    expect(failure).toMatchObject({ code: 'GGUF_TRUNCATED', data: { bytes: length } })
    expect(failure.data.neededBytes).toBeGreaterThan(length)
    expect(failure.data.neededBytes).toBeLessThanOrEqual(needed)
  }
  await readGguf(toSource(whole.subarray(0, needed)))
})

test.each([
  ['tensors', change(uint64(2n), uint64(10_000n))],
  ['entries', change(uint64(7n), uint64(10_000n))],
])('more %s than the file has room for make it truncated', async (_, bytes) => {
  await expect(readGguf(toSource(bytes))).rejects.toMatchObject({ code: 'GGUF_TRUNCATED' })
})

const everything = new Uint8Array(8).fill(0xff)

test.each([
  ['a version of 0', change(new Uint8Array([3, 0, 0, 0]), new Uint8Array(4)), /version/],
  ['a huge count of tensors', change(uint64(2n), uint64(1_000_000n)), /1000000 tensors/],
  ['a huge count of entries', change(uint64(7n), uint64(2n ** 40n)), /entries/],
  ['an endless key', change(uint64(20n), everything), /key/],
  ['an empty key', change(uint64(20n), uint64(0n)), /key of 0/],
  ['an endless text', change(uint64(5n), everything), /larger than/],
  ['an unknown kind of value', change('\u0008\0\0\0\u0005', '\u000d'), /unknown type 13/],
  ['a zero in a key', change('test.words', '\0est.words'), /zero/],
  ['a key twice', change('test.words', 'test.flags'), /twice/],
  ['a rank of 5', changeTensor('token_embd.weight', 0, new Uint8Array([5])), /5 dimensions/],
  ['a side of 0', changeTensor('token_embd.weight', 12, uint64(0n)), /shape/],
  ['sides that overflow', changeTensor('token_embd.weight', 12, uint64(2n ** 62n)), /shape/],
  ['rows of half blocks', changeTensor('token_embd.weight', 4, uint64(33n)), /blocks/],
  ['a gap', changeTensor('output_norm.weight', 16, uint64(384n)), /begins at 384/],
  ['an overlap', changeTensor('output_norm.weight', 16, uint64(0n)), /begins at 0/],
  ['a name that is too long', changeTensor('output_norm.weight', -26, uint64(64n)), /name of 64/],
])('%s is refused', async (_, bytes, detail) => {
  await expect(readGguf(toSource(bytes))).rejects.toMatchObject({
    code: 'GGUF_INVALID',
    data: { name: 'test.gguf', detail: expect.stringMatching(detail) },
  })
})

test('a tensor twice is refused', async () => {
  const tensors = [small.tensors[1], small.tensors[1]]
  await expect(readGguf(toSource(writeGguf({ ...small, tensors })))).rejects.toMatchObject({
    code: 'GGUF_INVALID',
  })
})

test.each([1, 64, 4096])('an alignment of %i is kept to', async (alignment) => {
  const metadata = { ...small.metadata, 'general.alignment': alignment }
  const header = await readGguf(toSource(writeGguf({ ...small, metadata })))
  expect(header.tensors.every(({ offset }) => offset % alignment === 0)).toBe(true)
})

test.each([0, 24, 33])('an alignment of %i is refused', async (alignment) => {
  const bytes = Buffer.from(
    writeGguf({ ...small, metadata: { ...small.metadata, 'general.alignment': 32 } }),
  )
  bytes[bytes.indexOf('general.alignment') + 21] = alignment
  await expect(readGguf(toSource(bytes))).rejects.toMatchObject({ code: 'GGUF_INVALID' })
})

test.each([
  ['version 1', change(new Uint8Array([3, 0, 0, 0]), new Uint8Array([1])), 'GGUF version 1'],
  ['a later version', change(new Uint8Array([3, 0, 0, 0]), new Uint8Array([4])), 'GGUF version 4'],
  [
    'another byte order',
    change(new Uint8Array([3, 0, 0, 0]), new Uint8Array([0, 0, 0, 3])),
    'big-endian byte order',
  ],
  [
    'an unknown kind of weights',
    changeTensor('token_embd.weight', 20, new Uint8Array([4])),
    'weights of kind 4',
  ],
  [
    'a list of lists',
    change('\u0009\0\0\0\u0007', '\u0009\0\0\0\u0009'),
    'lists of lists (test.flags)',
  ],
])('%s is unsupported', async (_, bytes, feature) => {
  await expect(readGguf(toSource(bytes))).rejects.toMatchObject({
    code: 'GGUF_UNSUPPORTED',
    data: { feature, engine: expect.stringMatching(/^llama\.cpp/) },
  })
})

test('a header that claims to be endless is refused after few reads', async () => {
  const endless = { ...small.metadata, 'test.zeros': ['x'] }
  const bytes = Buffer.from(writeGguf({ ...small, metadata: endless }))
  bytes.set(uint64(2n ** 40n), bytes.indexOf('test.zeros') + 18)
  const reads: number[] = []
  const source = {
    ...toSource(bytes, reads),
    bytes: 2 ** 40,
    read: async (offset: number, length: number) => {
      reads.push(length)
      const part = new Uint8Array(length)
      part.set(bytes.subarray(offset, offset + length))
      return part
    },
  }
  await expect(readGguf(source)).rejects.toMatchObject({
    code: 'GGUF_INVALID',
    data: { detail: expect.stringMatching(/larger than/) },
  })
  expect(reads.length).toBeLessThan(40)
})

test('stops when it is told to', async () => {
  const stop = new AbortController()
  const source = toSource(writeGguf(small))
  const stopping = {
    ...source,
    read: (...where: [number, number]) => (stop.abort(), source.read(...where)),
  }
  await expect(readGguf(stopping, stop.signal)).rejects.toBe(stop.signal.reason)
})
