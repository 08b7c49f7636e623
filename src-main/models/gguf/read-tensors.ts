import { CaratError } from '../../platform/carat-error.ts'
import type { TensorInfo } from './gguf-header.ts'
import type { HeaderCursor } from './header-cursor.ts'
import { ENGINE_VERSION } from './known-engine.ts'
import { printable } from './printable.ts'
import type { TensorType } from './tensor-types.ts'
import { tensorTypes } from './tensor-types.ts'

/** A hundred times what the largest published models have. */
const MOST_TENSORS = 100_000
/** The engine keeps names in 64 bytes with the zero that ends them. */
const LONGEST_NAME_BYTES = 63
const HIGHEST_RANK = 4
/** A tensor takes at least the length of its name, a rank, a type and an offset. */
const SMALLEST_TENSOR_BYTES = 24

const typesById: ReadonlyMap<number, TensorType> = new Map(
  tensorTypes.map((type) => [type.id, type]),
)

/**
 * Reads the list of tensors; offsets in it are still counted from the start of the data. They must
 * lie one after the other without gaps, as the engine demands.
 *
 * @throws CaratError `GGUF_INVALID`, `GGUF_TRUNCATED`, `GGUF_UNSUPPORTED`
 */
export async function readTensors(
  cursor: HeaderCursor,
  count: number,
  alignment: number,
  file: { name: string },
): Promise<TensorInfo[]> {
  const refuse = (detail: string): never => {
    throw new CaratError('GGUF_INVALID', { name: file.name, detail })
  }
  if (count > MOST_TENSORS) refuse(`it claims ${count} tensors`)
  cursor.demand(count * SMALLEST_TENSOR_BYTES)

  const tensors: TensorInfo[] = []
  const names = new Set<string>()
  let end = 0
  for (let index = 0; index < count; index += 1) {
    await cursor.hold(8)
    const nameBytes = cursor.takeUint64()
    if (nameBytes > LONGEST_NAME_BYTES) refuse(`a tensor's name of ${nameBytes} bytes`)
    await cursor.hold(nameBytes + 4)
    const name = new TextDecoder().decode(cursor.takeBytes(nameBytes))
    if (name.includes('\0')) refuse('a tensor has a zero in its name')
    if (names.has(name)) refuse(`tensor ${printable(name)} is there twice`)
    names.add(name)
    const shown = printable(name)

    const rank = cursor.takeUint32()
    if (rank > HIGHEST_RANK) refuse(`tensor ${shown} has ${rank} dimensions`)
    await cursor.hold(rank * 8 + 12)
    const shape = Array.from({ length: rank }, () => cursor.takeUint64())
    const elements = shape.reduce((product, side) => product * side, 1)
    if (shape.includes(0) || !Number.isSafeInteger(elements) || !shape.every(Number.isSafeInteger))
      refuse(`tensor ${shown} has the impossible shape ${shape.join(' x ')}`)

    const typeId = cursor.takeUint32()
    const type = typesById.get(typeId) ?? refuseType(file.name, typeId)
    const row = shape[0] ?? 1
    if (row % type.blockSize !== 0)
      refuse(`rows of tensor ${shown} do not fill ${type.name} blocks`)
    const bytes = (elements / type.blockSize) * type.blockBytes
    if (!Number.isSafeInteger(end + bytes)) refuse(`tensor ${shown} is too large`)

    const offset = cursor.takeUint64()
    if (offset !== end) refuse(`tensor ${shown} begins at ${offset} and not at ${end}`)
    tensors.push({ name, type: type.name, shape, elements, bytes, offset })
    end = pad(end + bytes, alignment)
  }
  return tensors
}

/** The next multiple of `alignment`. */
export const pad = (bytes: number, alignment: number): number =>
  Math.ceil(bytes / alignment) * alignment

function refuseType(name: string, id: number): never {
  const feature = `weights of kind ${id}`
  throw new CaratError('GGUF_UNSUPPORTED', { name, feature, engine: ENGINE_VERSION })
}
