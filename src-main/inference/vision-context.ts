import { stat } from 'node:fs/promises'
import type { EngineModel } from './engine.ts'

/** More is never useful enough for the memory it costs a personal computer. */
const LARGEST = 16_384

/** A few pictures and a conversation about them need this much. */
const SMALLEST = 4096

/**
 * Memory of one token of context for each byte of weights: 140 KB for a 2.5 GB Gemma 3 4B and
 * 400 KB for a 7.3 GB 12B, with whole sliding windows.
 */
const CONTEXT_SHARE = 1 / 18_000

/**
 * Tokens of context for a model: the size that was asked for, or else the largest power of two
 * that leaves half of what the weights do not need to the rest of the computer. The server lowers
 * it to what the model was trained on.
 */
export async function chooseVisionContext(model: EngineModel): Promise<number> {
  if (model.contextSize !== null) return model.contextSize
  const weights = await stat(model.modelPath).then(
    ({ size }) => size,
    () => 0,
  )
  // Repacked weights stand in memory beside the mapped file.
  const budget = (process.availableMemory() - 2 * weights) / 2
  let size = LARGEST
  while (size > SMALLEST && size * weights * CONTEXT_SHARE > budget) size /= 2
  return size
}
