import type { Quantization } from '../../../src-main/contract/catalogue.ts'

/** Kinds of the same base that differ little in size, the nearest first. */
const relatives = ['M', 'S', 'L', '']

/** Whether a name says that the model was trained for its quantization. */
export const isQuantizationAware = (...names: string[]) =>
  names.some((name) => /(^|[^a-z])qat([^a-z]|$)/i.test(name))

/** A kind of weights, and whether it is that or only the nearest one that was described. */
export interface Explanation {
  quantization: Quantization
  exact: boolean
}

/**
 * What is known about the kind of weights a publisher's label names. Mixed kinds such as
 * `UD-Q4_K_XL` are explained by their nearest relative, whose figures are not theirs; null for one
 * that nobody described.
 */
export function explainQuantization(
  label: string,
  aware: boolean,
  quantizations: readonly Quantization[],
): Explanation | null {
  // Where several files share a kind, the label is the file's name, which ends in it.
  const kind =
    /(?:^|[-_./])((?:UD-)?(?:I?Q\d\w*|BF16|F16|F32|MXFP4)(?:[-_]QAT)?)$/i.exec(label)?.[1] ?? label
  const isMixed = /^UD-/i.test(kind)
  const name = kind.toUpperCase().replace(/^UD-/, '').replaceAll('-', '_').replace(/_QAT$/, '')
  const find = (wanted: string) => quantizations.find((kind) => kind.label === wanted)
  const trained = aware ? find(`${name} QAT`) : undefined
  const own = trained ?? find(name)
  if (own) return { quantization: own, exact: !isMixed }
  const base = /^(I?Q\d_K)_[A-Z]+$/.exec(name)?.[1]
  if (base === undefined) return null
  for (const ending of relatives) {
    const relative = find(ending ? `${base}_${ending}` : base)
    if (relative) return { quantization: relative, exact: false }
  }
  return null
}

/** The share by which text surprises the model more than the full one, 0.03 for 3 %; null if unknown. */
export const qualityLoss = (quantization: Quantization | null) =>
  quantization?.quality
    ? quantization.quality.perplexity / quantization.quality.reference - 1
    : null
