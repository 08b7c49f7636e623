import { CaratError } from '../../platform/carat-error.ts'
import type { GgufHeader } from './gguf-header.ts'

/** As many parts as five digits can name. */
const MOST_PARTS = 99_999

/** One file of a split model by llama.cpp's naming; `index` counts from 0 though names do from 1. */
export interface SplitName {
  /** What comes before `-00001-of-00003.gguf`, folders included. */
  prefix: string
  index: number
  count: number
}

/** Null for the name of a whole file. */
export function parseSplitName(fileName: string): SplitName | null {
  const match = /^(.*)-(\d{5})-of-(\d{5})\.gguf$/s.exec(fileName)
  if (!match) return null
  const [, prefix = '', number, count] = match
  const name = { prefix, index: Number(number) - 1, count: Number(count) }
  return name.index >= 0 && name.index < name.count ? name : null
}

/** Names of all parts in their order. */
export function listSplitNames({ count, prefix }: Pick<SplitName, 'count' | 'prefix'>): string[] {
  const digits = (number: number) => String(number).padStart(5, '0')
  const total = Math.min(count, MOST_PARTS)
  return Array.from(
    { length: total },
    (_, index) => `${prefix}-${digits(index + 1)}-of-${digits(total)}.gguf`,
  )
}

/** Parts of the model that `name` belongs to which are not among `present`; none for a whole file. */
export function findMissingParts(name: string, present: Iterable<string>): string[] {
  const split = parseSplitName(name)
  if (!split) return []
  const here = new Set(present)
  return listSplitNames(split).filter((part) => !here.has(part))
}

/**
 * Checks that headers, in the order of their parts, are one whole split model.
 *
 * @throws CaratError `GGUF_PARTS_MISSING` when there are fewer than the first one speaks of,
 *   `GGUF_INVALID` when one is out of place or belongs to another model.
 */
export function checkSplitSet(headers: readonly GgufHeader[]): void {
  const [first] = headers
  if (!first) return
  const count = toCount(first, 'split.count') ?? 1
  const wanted = toCount(first, 'split.tensors.count')
  if (headers.length < count) {
    const split = parseSplitName(first.name)
    const names = split ? listSplitNames({ ...split, count }) : []
    const present = new Set(headers.map(({ name }) => name))
    const missing = names.filter((name) => !present.has(name))
    throw new CaratError('GGUF_PARTS_MISSING', { name: first.name, missing })
  }
  for (const [index, header] of headers.entries()) {
    const refuse = (detail: string): never => {
      throw new CaratError('GGUF_INVALID', { name: header.name, detail })
    }
    if (count > 1 && toCount(header, 'split.no') !== index)
      refuse(`it is not part ${index + 1} of ${count}`)
    if ((toCount(header, 'split.count') ?? 1) !== count || headers.length !== count)
      refuse(`it is a part of another model than ${first.name}`)
  }
  const tensors = headers.flatMap((header) => header.tensors.map(({ name }) => name))
  const complete = wanted === null || wanted === tensors.length
  if (complete && new Set(tensors).size === tensors.length) return
  const detail = 'its parts are of different models'
  throw new CaratError('GGUF_INVALID', { name: first.name, detail })
}

function toCount(header: GgufHeader, key: string): number | null {
  const value = header.metadata.get(key)
  return typeof value === 'number' ? value : null
}
