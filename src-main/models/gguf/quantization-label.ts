import type { GgufHeader, TensorInfo } from './gguf-header.ts'

/** `general.file_type` as llama.cpp numbers it (`llama_ftype`), by the names people know. */
const fileTypes: Readonly<Record<number, string>> = {
  0: 'F32',
  1: 'F16',
  2: 'Q4_0',
  3: 'Q4_1',
  7: 'Q8_0',
  8: 'Q5_0',
  9: 'Q5_1',
  10: 'Q2_K',
  11: 'Q3_K_S',
  12: 'Q3_K_M',
  13: 'Q3_K_L',
  14: 'Q4_K_S',
  15: 'Q4_K_M',
  16: 'Q5_K_S',
  17: 'Q5_K_M',
  18: 'Q6_K',
  19: 'IQ2_XXS',
  20: 'IQ2_XS',
  21: 'Q2_K_S',
  22: 'IQ3_XS',
  23: 'IQ3_XXS',
  24: 'IQ1_S',
  25: 'IQ4_NL',
  26: 'IQ3_S',
  27: 'IQ3_M',
  28: 'IQ2_S',
  29: 'IQ2_M',
  30: 'IQ4_XS',
  31: 'IQ1_M',
  32: 'BF16',
  36: 'TQ1_0',
  37: 'TQ2_0',
  38: 'MXFP4',
  39: 'NVFP4',
  40: 'Q1_0',
  41: 'Q2_0',
}

/** A label names a mixture; less than this share of its kind and the label is wrong. */
const SMALLEST_SHARE = 0.1

/**
 * The name of a file's quantization: what its label says, if the tensors bear it out (labels of
 * mixtures such as `Q4_K_M` say more than the tensors), or the kind most weights have. The
 * embeddings do not count beside other weights: they are often kept finer. Null without tensors.
 */
export function readQuantization(
  metadata: GgufHeader['metadata'],
  tensors: readonly TensorInfo[],
): string | null {
  const matrices = tensors.filter(({ shape }) => shape.length > 1)
  const layers = matrices.filter(
    ({ name }) => !/^(token_embd|per_layer_token_embd|output)\./.test(name),
  )
  const counted = [layers, matrices, tensors].find((some) => some.length > 0)
  if (!counted) return null

  const weights = new Map<string, number>()
  let total = 0
  for (const { elements, type } of counted) {
    weights.set(type, (weights.get(type) ?? 0) + elements)
    total += elements
  }
  const label = fileTypes[Number(metadata.get('general.file_type'))]
  if (label) {
    const family = toFamily(label)
    const share = [...weights].reduce(
      (sum, [type, elements]) => sum + (toFamily(type) === family ? elements : 0),
      0,
    )
    if (share / total >= SMALLEST_SHARE) return label
  }
  const [most] = [...weights].sort(([, one], [, other]) => other - one)
  return most?.[0] ?? null
}

/** `Q4_K` of `Q4_K_M`, `IQ3` of `IQ3_M`: old, K and I kinds are different things. */
const toFamily = (name: string) => /^(Q\d_[K01]|[A-Z]+\d+)/.exec(name)?.[0] ?? name
