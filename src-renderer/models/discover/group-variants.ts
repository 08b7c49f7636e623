import type { Quantization } from '../../../src-main/contract/catalogue.ts'
import type { Repository, Variant } from '../../../src-main/contract/model-sources.ts'
import {
  type Explanation,
  explainQuantization,
  isQuantizationAware,
} from './explain-quantization.ts'

/** A variant with what is known about its kind of weights. */
export interface ExplainedVariant {
  variant: Variant
  explanation: Explanation | null
  quantizationAware: boolean
  /** Stored bits for each weight; counted from the size where the kind is unknown, else null. */
  bits: number | null
}

export type VariantGroupKind = 'balanced' | 'exact' | 'small' | 'full' | 'other'
export interface VariantGroup {
  kind: VariantGroupKind
  variants: ExplainedVariant[]
}

/** What most people want comes first. */
const groupOrder = ['balanced', 'exact', 'small', 'full', 'other'] as const

function groupOf({ bits }: ExplainedVariant): VariantGroupKind {
  if (bits === null) return 'other'
  if (bits >= 12) return 'full'
  if (bits >= 6.2) return 'exact'
  return bits >= 4.1 ? 'balanced' : 'small'
}

function explainVariant(
  variant: Variant,
  { ref, parameters }: Repository,
  quantizations: readonly Quantization[],
): ExplainedVariant {
  const quantizationAware = isQuantizationAware(ref.repository, variant.id)
  const explanation = explainQuantization(variant.label, quantizationAware, quantizations)
  const described = explanation?.exact ? explanation.quantization.bitsPerWeight : null
  const counted = parameters ? (variant.bytes * 8) / parameters : null
  return { variant, explanation, quantizationAware, bits: described ?? counted }
}

/** The variants of a repository by how much of the model they keep, the smaller first in each group. */
export function groupVariants(
  repository: Repository,
  quantizations: readonly Quantization[],
): VariantGroup[] {
  const explained = repository.variants
    .map((variant) => explainVariant(variant, repository, quantizations))
    .toSorted((a, b) => a.variant.bytes - b.variant.bytes)
  return groupOrder
    .map((kind) => ({ kind, variants: explained.filter((one) => groupOf(one) === kind) }))
    .filter(({ variants }) => variants.length > 0)
}
