import { setImmediate } from 'node:timers/promises'
import { resolveChatWrapper } from 'node-llama-cpp'
import type { ChatWrapper, LlamaContextSequence, LlamaModel } from 'node-llama-cpp'
import { CaratError } from '../platform/carat-error.ts'
import type { LoadEvent, LoadInput } from '../inference/engine-contract.ts'
import { readEvents } from '../platform/read-events.ts'
import { startLlama } from './start-llama.ts'

/** A model in this process's memory, with the one context its replies share. */
export interface LoadedText {
  modelName: string
  device: string
  contextSize: number
  memory: { processBytes: number; gpuBytes: number }
  model: LlamaModel
  sequence: LlamaContextSequence
  chatWrapper: ChatWrapper
}

/**
 * Brings a model into memory, reporting real progress on the way.
 *
 * @throws CaratError `MODEL_LOAD_FAILED` with what the engine said, and the signal's reason.
 */
export async function* loadModel(
  input: LoadInput,
  signal: AbortSignal | undefined,
): AsyncGenerator<LoadEvent, LoadedText, void> {
  const complaints: string[] = []
  try {
    return yield* readEvents<LoadEvent, LoadedText>((report) =>
      load(
        input,
        signal,
        complaints,
        inPercentSteps((fraction) => report({ kind: 'loading', fraction })),
      ),
    )
  } catch (error) {
    signal?.throwIfAborted()
    // The engine's own words arrive from another thread, a moment after its exception.
    await setImmediate()
    const said = complaints.map((line) => line.replace(/^.*error loading model: /, ''))
    const detail = said[0] ?? (error instanceof Error ? error.message : String(error))
    throw new CaratError('MODEL_LOAD_FAILED', { modelName: input.modelName, detail })
  }
}

/** The engine reports every tensor; a hundred steps are enough to show. */
function inPercentSteps(report: (fraction: number) => void): (fraction: number) => void {
  let reported = 0
  return (fraction) => {
    if (fraction - reported < 0.01 && fraction < 1) return
    reported = fraction
    report(fraction)
  }
}

async function load(
  input: LoadInput,
  signal: AbortSignal | undefined,
  complaints: string[],
  onProgress: (fraction: number) => void,
): Promise<LoadedText> {
  const { adapters, contextMayShrink, contextSize, gpuLayers, threads } = input
  const llama = await startLlama({
    useGpu: gpuLayers !== 0,
    threads,
    onComplaint: (words) => complaints.push(words),
  })
  const cache = {
    flashAttention: toFlashAttention(input),
    // Marked as unsafe by the library for models nobody tried. Both engines take the same types from
    // the same list, and a type that does not fit a model's heads is an exception.
    experimentalKvCacheKeyType: toCacheType(input.keyType),
    experimentalKvCacheValueType: toCacheType(input.valueType),
  } as const
  const model = await llama.loadModel({
    modelPath: input.modelPath,
    gpuLayers: gpuLayers ?? { fitContext: { contextSize } },
    defaultContextFlashAttention: cache.flashAttention,
    experimentalDefaultContextKvCacheKeyType: cache.experimentalKvCacheKeyType,
    experimentalDefaultContextKvCacheValueType: cache.experimentalKvCacheValueType,
    onLoadProgress: onProgress,
    ...(signal && { loadSignal: signal }),
  })
  const context = await model.createContext({
    sequences: 1,
    threads,
    contextSize: contextMayShrink ? { max: contextSize } : contextSize,
    ...cache,
    ...(adapters.length > 0 && {
      lora: { adapters: adapters.map(({ path, scale }) => ({ filePath: path, scale })) },
    }),
    ...(signal && { createSignal: signal }),
  })
  const { gpuVram } = await llama.getLlamaMemoryUsage()
  return {
    modelName: input.modelName,
    device: llama.gpu && model.gpuLayers > 0 ? deviceNames[llama.gpu] : 'CPU',
    contextSize: context.contextSize,
    memory: { processBytes: process.memoryUsage.rss(), gpuBytes: gpuVram },
    model,
    // A checkpoint of a sliding window can take 100 MB, and only the last few are ever gone back to.
    sequence: context.getSequence({ checkpoints: { max: 3 } }),
    chatWrapper: resolveChatWrapper(model, { warningLogs: false }),
  }
}

const toFlashAttention = ({ flashAttention, valueType }: LoadInput) => {
  if (flashAttention === 'auto' && valueType === 'f16') return 'auto' as const
  return flashAttention !== 'off'
}

const toCacheType = (type: LoadInput['keyType']) =>
  ({ f16: 'F16', q8_0: 'Q8_0', q4_0: 'Q4_0' } as const)[type]

const deviceNames = { metal: 'Metal', cuda: 'CUDA', vulkan: 'Vulkan' }
