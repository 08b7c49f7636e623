import { CaratError } from '../../platform/carat-error.ts'
import type { GgufHeader } from './gguf-header.ts'

/** Far above any real size of a model, and exact in every sum Carat makes of it. */
const LARGEST_COUNT = 2 ** 32

/**
 * Values of a header by key, each null when it is not there.
 * Each method throws CaratError `GGUF_INVALID` for a value of another kind.
 */
export interface MetadataLookup {
  text(key: string): string | null
  flag(key: string): boolean | null
  /** A whole number from 0. */
  count(key: string): number | null
  /** As `count`, for what a model cannot do without. */
  requiredCount(key: string): number
  isList(key: string): boolean
  /** One number for each layer: a list of at least so many, or one number for all. */
  countsByLayer(key: string, layers: number): number[] | null
  listLength(key: string): number | null
  refuse(detail: string): never
}

/** See `MetadataLookup`. */
export function createMetadataLookup(
  header: Pick<GgufHeader, 'metadata' | 'name'>,
): MetadataLookup {
  const refuse = (detail: string): never => {
    throw new CaratError('GGUF_INVALID', { name: header.name, detail })
  }
  const find = (key: string) => header.metadata.get(key)

  const toCount = (key: string, value: unknown) => {
    const number = typeof value === 'boolean' ? Number(value) : value
    if (typeof number === 'number' && Number.isInteger(number) && number >= 0)
      if (number < LARGEST_COUNT) return number
    return refuse(`${key} is no count`)
  }

  const count = (key: string) => {
    const value = find(key)
    return value === undefined ? null : toCount(key, value)
  }

  return {
    refuse,
    count,
    text: (key) => {
      const value = find(key)
      if (value === undefined) return null
      return typeof value === 'string' ? value : refuse(`${key} is no text`)
    },
    flag: (key) => {
      const value = find(key)
      if (value === undefined) return null
      return typeof value === 'boolean' ? value : refuse(`${key} is not true or false`)
    },
    requiredCount: (key) => count(key) ?? refuse(`${key} is missing`),
    isList: (key) => typeof find(key) === 'object',
    listLength: (key) => {
      const value = find(key)
      if (value === undefined) return null
      return typeof value === 'object' ? value.length : refuse(`${key} is no list`)
    },
    countsByLayer: (key, layers) => {
      const value = find(key)
      if (value === undefined) return null
      if (typeof value !== 'object') return Array<number>(layers).fill(toCount(key, value))
      const { values } = value
      if (!values || values.length < layers) return refuse(`${key} is not there for each layer`)
      return values.slice(0, layers).map((each) => toCount(key, each))
    },
  }
}
