import type { Machine } from '../../contract/fit.ts'
import type { GgufFacts, ModelShape } from '../gguf/gguf-facts.ts'

/** For tests: models and computers that are not here. */
const GIGABYTE = 1e9

/** The shapes of Gemma 3 as their makers publish them: every sixth layer sees everything. */
const shapes = {
  '1B': { layers: 26, width: 1152, feedForward: 6912, heads: 1, length: 256, window: 512 },
  '4B': { layers: 34, width: 2560, feedForward: 10_240, heads: 4, length: 256, window: 1024 },
  '12B': { layers: 48, width: 3840, feedForward: 15_360, heads: 8, length: 256, window: 1024 },
  '27B': { layers: 62, width: 5376, feedForward: 21_504, heads: 16, length: 128, window: 1024 },
}

export function gemmaShape(size: keyof typeof shapes): ModelShape {
  const { feedForward, heads, layers, length, width, window } = shapes[size]
  const each = Array.from({ length: layers }, (_, index) => index)
  return {
    trainedContext: size === '1B' ? 32_768 : 131_072,
    layers,
    embeddingWidth: width,
    vocabulary: 262_144,
    keyValueHeads: each.map(() => heads),
    keyLength: length,
    valueLength: length,
    slidingKeyLength: length,
    slidingValueLength: length,
    slidingWindow: window,
    sliding: each.map((index) => index % 6 !== 5),
    sharedCacheLayers: 0,
    experts: 0,
    feedForwardWidth: feedForward,
  }
}

/** A Gemma 3 in Q4_0 with 16-bit embeddings, as Google publishes them; `bytes` is its size. */
export function gemmaFacts(size: keyof typeof shapes, bytes: number): GgufFacts {
  const shape = gemmaShape(size)
  return {
    kind: 'model',
    architecture: 'gemma3',
    name: `Gemma 3 ${size}`,
    quantization: 'Q4_0',
    parameters: Number.parseInt(size, 10) * 1e9,
    fileBytes: bytes,
    headerBytes: 8e6,
    tensorBytes: bytes - 8e6,
    embeddingBytes: shape.vocabulary * shape.embeddingWidth * 2,
    split: null,
    shape,
    projector: null,
    encoderInside: false,
    chatTemplate: true,
  }
}

/** The picture encoder of the 4B model, 851 MB. */
export const gemmaProjector: GgufFacts = {
  ...gemmaFacts('4B', 851e6),
  kind: 'projector',
  architecture: 'clip',
  quantization: 'F16',
  embeddingBytes: 0,
  shape: null,
  projector: {
    type: 'gemma3',
    embeddingWidth: 2560,
    pictures: true,
    audio: false,
    imageSize: 896,
  },
}

/** A computer with so many gigabytes of memory, three quarters of it free, and perhaps a GPU. */
export function machineWith(
  memory: number,
  gpu?: { memory: number; backend?: Machine['backend']; unified?: boolean },
  physicalCores = 8,
): Machine {
  return {
    memoryBytes: memory * GIGABYTE,
    freeMemoryBytes: memory * GIGABYTE * 0.75,
    physicalCores,
    backend: gpu ? (gpu.backend ?? 'cuda') : 'cpu',
    gpuProblem: null,
    gpus: gpu
      ? [
          {
            name: 'GPU',
            memoryBytes: gpu.memory * GIGABYTE,
            freeMemoryBytes: gpu.memory * GIGABYTE * 0.95,
            unified: gpu.unified ?? false,
          },
        ]
      : [],
  }
}
