import { CaratError } from '../../platform/carat-error.ts'
import type { ByteSource } from './byte-source.ts'
import { DETECTION_BYTES, detectFileKind } from './detect-file-kind.ts'
import type { GgufHeader, MetadataValue } from './gguf-header.ts'
import { createHeaderCursor } from './header-cursor.ts'
import type { HeaderCursor } from './header-cursor.ts'
import { ENGINE_VERSION } from './known-engine.ts'
import { readMetadata } from './read-metadata.ts'
import { pad, readTensors } from './read-tensors.ts'

const MAGIC = 'GGUF'
const DEFAULT_ALIGNMENT = 32

/**
 * Reads and checks the header of a GGUF file before any native code sees it: nothing it says may
 * contradict the rest or the file's true length, and neither time nor memory depends on what it
 * claims. Reads the header only, in pieces of 256 KiB and up.
 *
 * @throws CaratError `FILE_NOT_GGUF`, `GGUF_TRUNCATED`, `GGUF_INVALID`, `GGUF_UNSUPPORTED`; what the
 *   source throws, and the signal's reason.
 */
export async function readGguf(source: ByteSource, signal?: AbortSignal): Promise<GgufHeader> {
  signal?.throwIfAborted()
  const { bytes: fileBytes, name } = source
  const cursor = createHeaderCursor(source, signal)
  await cursor.hold(Math.min(DETECTION_BYTES, fileBytes))
  const head = cursor.look(DETECTION_BYTES)
  if (new TextDecoder('latin1').decode(head.subarray(0, MAGIC.length)) !== MAGIC)
    throw new CaratError('FILE_NOT_GGUF', { name, detected: detectFileKind(head) })

  await cursor.hold(24)
  cursor.skip(MAGIC.length)
  const version = readVersion(cursor, name)
  const tensorCount = cursor.takeUint64()
  const metadataCount = cursor.takeUint64()
  const metadata = await readMetadata(cursor, metadataCount, source)
  const alignment = toAlignment(metadata.get('general.alignment'), name)
  const tensors = await readTensors(cursor, tensorCount, alignment, source)

  const dataOffset = tensorCount > 0 ? pad(cursor.position(), alignment) : cursor.position()
  const last = tensors.at(-1)
  const neededBytes = dataOffset + (last ? last.offset + last.bytes : 0)
  if (neededBytes > fileBytes)
    throw new CaratError('GGUF_TRUNCATED', { name, bytes: fileBytes, neededBytes })
  return {
    name,
    version,
    fileBytes,
    dataOffset,
    metadata,
    tensors: tensors.map((tensor) => ({ ...tensor, offset: dataOffset + tensor.offset })),
  }
}

function readVersion(cursor: HeaderCursor, name: string): number {
  const version = cursor.takeUint32()
  if (version === 2 || version === 3) return version
  if (version === 0) throw new CaratError('GGUF_INVALID', { name, detail: 'its version is 0' })
  // A small number with its bytes turned round has nothing in the lower half.
  const feature = version % 65_536 === 0 ? 'big-endian byte order' : `GGUF version ${version}`
  throw new CaratError('GGUF_UNSUPPORTED', { name, feature, engine: ENGINE_VERSION })
}

function toAlignment(value: MetadataValue | undefined, name: string): number {
  if (value === undefined) return DEFAULT_ALIGNMENT
  if (typeof value === 'number' && value > 0 && Number.isInteger(Math.log2(value))) return value
  throw new CaratError('GGUF_INVALID', { name, detail: 'its alignment is not a power of two' })
}
