import { totalmem } from 'node:os'
import type { EngineModel } from './engine.ts'
import { GEMMA_TEMPLATE } from './gemma-template.ts'
import { toCacheTypes } from './engine-options.ts'

/**
 * Memory for conversations that are not being answered, as a share of the computer's and for each
 * byte of the model: a small model would keep thousands of them, and they are on disk as well.
 */
const RESTING_SHARE = 0.1
const RESTING_FOR_EACH_BYTE = 4
const LEAST_RESTING_BYTES = 64 * 2 ** 20

const countRestingBytes = (modelBytes: number) =>
  Math.min(
    totalmem() * RESTING_SHARE,
    Math.max(LEAST_RESTING_BYTES, modelBytes * RESTING_FOR_EACH_BYTE),
  )

/** The command line of a server for one model; adapters start without weight. */
export function toVisionArguments(
  { chatTemplate, loadOptions, modelPath, projectorPath }: EngineModel,
  {
    contextSize,
    modelBytes,
    stateFolder,
    threads,
  }: {
    contextSize: number
    modelBytes: number
    stateFolder?: string | undefined
    threads: number
  },
): string[] {
  const { adapters, flashAttention, gpuLayers } = loadOptions
  const cache = toCacheTypes(loadOptions)
  const valued = {
    model: modelPath,
    ...(projectorPath !== null && { mmproj: projectorPath }),
    ...(chatTemplate === 'gemma' && { 'chat-template': GEMMA_TEMPLATE }),
    host: '127.0.0.1',
    // The system picks a free port, and nobody can take it in between.
    port: 0,
    parallel: 1,
    'ctx-size': contextSize,
    'cache-type-k': cache.keys,
    'cache-type-v': cache.values,
    'flash-attn': flashAttention,
    threads,
    'threads-batch': threads,
    // Between batches it tells how far it is and can be stopped. Its own 2048 tokens take a minute on
    // a slow processor, and no less than four times 512.
    'batch-size': 512,
    // The server would take 8 GiB, whatever the computer has.
    'cache-ram': Math.floor(countRestingBytes(modelBytes) / 2 ** 20),
    ...(stateFolder !== undefined && { 'slot-save-path': stateFolder }),
    timeout: 86_400,
    'log-verbosity': 4,
    'log-colors': 'off',
    ...(gpuLayers === 0 && { device: 'none' }),
    ...(gpuLayers !== null && { 'gpu-layers': gpuLayers }),
    ...(adapters.length > 0 && { lora: adapters.map(({ path }) => toField(path)).join(',') }),
  }
  return [
    ...Object.entries(valued).flatMap(([name, value]) => [`--${name}`, `${value}`]),
    // Sliding layers keep the whole context: from their window alone nothing that comes back from
    // disk could be gone on with, nor could a picture before it.
    '--swa-full',
    '--no-webui',
    '--no-slots',
    '--offline',
    ...(gpuLayers === 0 && projectorPath !== null ? ['--no-mmproj-offload'] : []),
    // A weight on the command line comes after a colon, which paths may have too.
    ...(adapters.length > 0 ? ['--lora-init-without-apply'] : []),
  ]
}

/** One field of the server's comma-separated lists. */
const toField = (value: string) => `"${value.replaceAll('"', '""')}"`
