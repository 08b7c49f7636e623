import type { Machine } from '../../contract/fit.ts'
import type { Engine } from '../../inference/engine.ts'

const MEBIBYTE = 2 ** 20

/** How each engine computes, measured with node-llama-cpp 3.21.1 and its llama-server on Linux x64. */
interface EngineCosts {
  /** Tokens evaluated at once. */
  batchSize: number
  /** The process with nothing in it. */
  baseBytes: number
  /** Of each entry of the vocabulary: texts and look-up tables, in node-llama-cpp a second time in JavaScript. */
  vocabularyEntryBytes: number
  /** It makes room for the scores of every word at every token of a batch. */
  scoresWholeBatch: boolean
  /** Sliding layers keep the whole context, so that nothing is read twice. */
  wholeWindow: boolean
}

export const engineCosts: Readonly<Record<Engine['kind'], EngineCosts>> = {
  text: {
    batchSize: 513,
    baseBytes: 140 * MEBIBYTE,
    vocabularyEntryBytes: 690,
    scoresWholeBatch: true,
    wholeWindow: false,
  },
  vision: {
    batchSize: 512,
    baseBytes: 24 * MEBIBYTE,
    vocabularyEntryBytes: 190,
    scoresWholeBatch: false,
    wholeWindow: true,
  },
}

/**
 * What a GPU's driver takes for a process, on the GPU and in the computer's memory. Not measured
 * here: CUDA's own context and kernels are known to take 300 to 500 MB.
 */
export const driverCosts: Readonly<Record<Machine['backend'], { gpu: number; host: number }>> = {
  cuda: { gpu: 400 * MEBIBYTE, host: 250 * MEBIBYTE },
  vulkan: { gpu: 150 * MEBIBYTE, host: 100 * MEBIBYTE },
  metal: { gpu: 50 * MEBIBYTE, host: 0 },
  cpu: { gpu: 0, host: 0 },
}

/**
 * Share of a file's layers that the processor's kernels want in another order and so copy; the file
 * stays mapped beside the copy. From `ggml-cpu/repack.cpp` of llama.cpp v0.4.0: on x64 Q4_0, Q4_K,
 * IQ4_NL and MXFP4, on arm64 also Q5_K, Q6_K and Q8_0. Mixtures have about 70 % of their main kind.
 */
export function toRepackedShare(
  quantization: string | null,
  architecture: NodeJS.Architecture = process.arch,
): number {
  const label = quantization ?? ''
  if (/^(Q4_0|IQ4_NL|MXFP4)/.test(label)) return 1
  if (architecture === 'arm64') return /^(Q[456]_K|Q8_0)/.test(label) ? 1 : 0
  if (label === 'Q4_K_S') return 0.95
  return label.startsWith('Q4_K') ? 0.7 : 0
}

/**
 * Buffer of the picture encoder for one picture. Measured with an encoder of Gemma 3's shape
 * (SigLIP, 896 pixels, 4,096 patches, 16 heads) and random weights: 121 MiB, and 1,132 MiB without
 * flash attention, which holds the scores of every patch for every other. An encoder for any size is
 * taken to work on pictures of that size too.
 */
export function countEncoderBuffer(imageSize: number | null, flashAttention: boolean): number {
  const patches = ((imageSize ?? 896) / 896) ** 2
  const linear = 121 * MEBIBYTE * patches
  return flashAttention ? linear : linear + 1011 * MEBIBYTE * patches ** 2
}
