import type { Model } from '../../../src-main/contract/models.ts'

export const modelOrders = ['used', 'name', 'size', 'speed'] as const
export type ModelOrder = (typeof modelOrders)[number]

const byName = (one: Model, other: Model) =>
  one.name.localeCompare(other.name, undefined, { numeric: true })

const compare: Record<ModelOrder, (one: Model, other: Model) => number> = {
  name: byName,
  used: (one, other) => (other.lastUsedAt ?? 0) - (one.lastUsedAt ?? 0),
  size: (one, other) => other.bytes - one.bytes,
  speed: (one, other) =>
    (other.speed?.outputTokensPerSecond ?? 0) - (one.speed?.outputTokensPerSecond ?? 0),
}

/** All that a user may look for a model by, in small letters. */
const textOf = (model: Model) =>
  [
    model.name,
    model.architecture,
    model.quantization,
    model.source?.ref.repository,
    ...model.files.map(({ path }) => path),
  ]
    .filter(Boolean)
    .join('\n')
    .toLocaleLowerCase()

/**
 * The models that hold every word of `filter`, in the wished order; equal ones by name, and those
 * without the figure that is sorted by last.
 */
export function orderModels(models: readonly Model[], order: ModelOrder, filter: string): Model[] {
  const words = filter.toLocaleLowerCase().split(/\s+/).filter(Boolean)
  return models
    .filter((model) => {
      const text = textOf(model)
      return words.every((word) => text.includes(word))
    })
    .toSorted((one, other) => compare[order](one, other) || byName(one, other))
}
