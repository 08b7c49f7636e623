import type { EngineModel, Sampling } from '../inference/engine.ts'

/** A model whose files are on this computer. */
export interface InstalledModel extends EngineModel {
  demo: boolean
  /** Size on disk, weights and projector. */
  bytes: number
}

/**
 * What Google recommends for Gemma 3: temperature 1.0, top-k 64, top-p 0.95, no min-p, no repeat
 * penalty (ai.google.dev, Gemma 3 model card).
 */
const GEMMA_SAMPLING: Sampling = { temperature: 1, topK: 64, topP: 0.95, minP: 0 }

/** llama.cpp's own defaults, for models whose makers say nothing. */
const PLAIN_SAMPLING: Sampling = { temperature: 0.8, topK: 40, topP: 0.95, minP: 0.05 }

/** Sampling for a model by its GGUF architecture, e.g. `gemma3`. */
export const samplingFor = (architecture: string): Sampling =>
  architecture.startsWith('gemma') ? GEMMA_SAMPLING : PLAIN_SAMPLING
