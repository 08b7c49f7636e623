import { setImmediate } from 'node:timers/promises'
import { getLlama, LlamaLogLevel, resolveChatWrapper } from 'node-llama-cpp'
import type { ChatWrapper, LlamaContextSequence, LlamaModel } from 'node-llama-cpp'
import { CaratError } from '../platform/carat-error.ts'
import type { LoadEvent, LoadInput } from '../inference/engine-contract.ts'
import { readEvents } from './read-events.ts'

/** Beyond this a conversation on a personal computer gets slow long before it gets full. */
const CONTEXT_CEILING = 32_768

/** A model in this process's memory, with the one context its replies share. */
export interface LoadedText {
  modelName: string
  device: string
  contextSize: number
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
  const llama = await getLlama({
    gpu: 'auto',
    build: 'never',
    skipDownload: true,
    progressLogs: false,
    maxThreads: input.threads,
    logLevel: LlamaLogLevel.error,
    logger: (_level, message) => complaints.push(message.trim()),
  })
  const model = await llama.loadModel({
    modelPath: input.modelPath,
    onLoadProgress: onProgress,
    ...(signal && { loadSignal: signal }),
  })
  const context = await model.createContext({
    sequences: 1,
    threads: input.threads,
    contextSize: input.contextSize ?? { max: CONTEXT_CEILING },
    ...(signal && { createSignal: signal }),
  })
  return {
    modelName: input.modelName,
    device: llama.gpu && model.gpuLayers > 0 ? deviceNames[llama.gpu] : 'CPU',
    contextSize: context.contextSize,
    model,
    // A checkpoint of a sliding window can take 100 MB, and only the last few are ever gone back to.
    sequence: context.getSequence({ checkpoints: { max: 3 } }),
    chatWrapper: resolveChatWrapper(model, { warningLogs: false }),
  }
}

const deviceNames = { metal: 'Metal', cuda: 'CUDA', vulkan: 'Vulkan' }
