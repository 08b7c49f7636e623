import { getLlama, LlamaLogLevel } from 'node-llama-cpp'
import type { Llama } from 'node-llama-cpp'

/** Left free beside what the engine counts, which is not exact: a hundredth, at most 256 MiB. */
const padding = (bytes: number) => Math.min(bytes / 100, 256 * 2 ** 20)

/**
 * Starts the engine with a backend this computer has; nothing is ever built or downloaded.
 *
 * @param options `useGpu` false leaves the GPU alone; `onComplaint` hears errors in the engine's own
 *   words, from another thread and so a moment after the exception they belong to.
 */
export function startLlama(options: {
  useGpu: boolean
  threads?: number
  onComplaint?: (words: string) => void
}): Promise<Llama> {
  const { onComplaint = () => {}, threads, useGpu } = options
  return getLlama({
    gpu: useGpu ? 'auto' : false,
    build: 'never',
    skipDownload: true,
    progressLogs: false,
    // What may be used was judged before; a reserve of a gigabyte on top would contradict it.
    ramPadding: padding,
    logLevel: LlamaLogLevel.error,
    logger: (_level, message) => onComplaint(message.trim()),
    ...(threads !== undefined && { maxThreads: threads }),
  })
}
