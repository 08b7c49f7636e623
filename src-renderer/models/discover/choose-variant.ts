import type { CatalogueModel } from '../../../src-main/contract/catalogue.ts'
import type { ModelChoice } from '../../../src-main/contract/discovery.ts'
import type {
  Repository,
  RepositoryRef,
  Variant,
} from '../../../src-main/contract/model-sources.ts'
import { isQuantizationAware } from './explain-quantization.ts'

type Wish = { label: string | null; file: string | null }

const plain = (label: string) => label.toUpperCase().replace(/^UD-/, '').replaceAll('-', '_')

/** Good for most computers, the best first. */
const usual = ['Q4_K_M', 'Q4_K_XL', 'Q4_K_S', 'IQ4_XS', 'Q4_0', 'Q5_K_M', 'Q6_K', 'Q8_0']

/** Whether two references name the same repository; hubs do not tell upper from lower case. */
export const isSameRepository = (a: RepositoryRef, b: RepositoryRef) =>
  a.source === b.source && a.repository.toLowerCase() === b.repository.toLowerCase()

/** All its parts are there. */
export const isComplete = ({ missingParts }: Variant) => missingParts.length === 0

/** The variant with this label, an exact match before one of the same kind. */
export function variantLabelled(variants: readonly Variant[], label: string): Variant | undefined {
  const exact = variants.find((variant) => variant.label.toUpperCase() === label.toUpperCase())
  return exact ?? variants.find((variant) => plain(variant.label) === plain(label))
}

/** The variant to point out: the one asked for, else the best for most computers; null if none is complete. */
export function preferredVariant(
  { variants, ref }: Pick<Repository, 'variants' | 'ref'>,
  { label, file }: Wish,
): Variant | null {
  const complete = variants.filter(isComplete)
  const asked =
    complete.find(({ files }) => files.some(({ path }) => path === file)) ??
    (label ? variantLabelled(complete, label) : undefined)
  if (asked) return asked
  const trained = complete.find(
    ({ id, label: own }) => plain(own) === 'Q4_0' && isQuantizationAware(ref.repository, id),
  )
  if (trained) return trained
  for (const kind of usual) {
    const found = variantLabelled(complete, kind)
    if (found) return found
  }
  return complete.toSorted((a, b) => a.bytes - b.bytes)[0] ?? null
}

/** What is downloaded for a variant, with the best picture encoder unless another is named. */
export function choiceOf(
  { ref, revision, projectors }: Repository,
  { id }: Variant,
  projectorPath: string | null = projectors[0]?.path ?? null,
): ModelChoice {
  return { ref, revision, variantId: id, projectorPath }
}

/** What the catalogue means in a repository as it is now; null if it no longer holds that. */
export function catalogueChoice(
  repository: Repository,
  { inputs }: Pick<CatalogueModel, 'inputs'>,
  quantization: string,
): ModelChoice | null {
  const complete = repository.variants.filter(isComplete)
  const only = complete.length === 1 ? complete[0] : undefined
  const variant = variantLabelled(complete, quantization) ?? only
  if (!variant) return null
  const encoder = inputs.includes('pictures') ? repository.projectors[0]?.path : undefined
  return choiceOf(repository, variant, encoder ?? null)
}
