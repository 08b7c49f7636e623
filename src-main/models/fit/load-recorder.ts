import type {
  EngineMemory,
  EngineModel,
  EngineReplyFacts,
  LoadedModel,
} from '../../inference/engine.ts'
import type { MachineProbe } from '../../inference/probe-machine.ts'
import { estimateMemory } from './estimate-memory.ts'
import { toOptionsKey } from './fit-candidates.ts'
import { sumParts } from './judge-fit.ts'
import { readHost } from './machine-reader.ts'
import type { ObservationStore } from './observation-store.ts'
import { toSupply } from './place-memory.ts'
import type { LocalFacts } from './read-local-facts.ts'

/** Shorter replies say little about speed. */
const SHORTEST_REPLY = 16

/** Writes down what real loads took, beside what was predicted without any correction, and speeds. */
export function createLoadRecorder(parts: {
  observed: Pick<ObservationStore, 'addLoad' | 'addSpeed'>
  probe: MachineProbe
  readFacts: LocalFacts
}) {
  const { observed, probe, readFacts } = parts
  let mappedBytes = 0

  return {
    async recordLoad(model: EngineModel, loaded: LoadedModel): Promise<void> {
      const { contextSize, kind, memory } = loaded
      const onGpu = isOnGpu(loaded)
      mappedBytes = 0
      const facts = await readFacts(model.modelPath)
      const projector = model.projectorPath === null ? null : await readFacts(model.projectorPath)
      mappedBytes = onGpu ? 0 : facts.fileBytes
      const host = await readHost()
      const machine = onGpu ? { ...host, ...(await probe()) } : host
      // What the load took is no longer free, but was when it was decided where things go.
      const supply = toSupply(machine, {
        hostBytes: memory.processBytes,
        gpuBytes: memory.gpuBytes,
      })
      const options = model.loadOptions
      const predicted = estimateMemory({
        model: facts,
        projector,
        options,
        contextSize,
        kind,
        supply,
      })
      observed.addLoad({
        modelId: model.id,
        engine: kind,
        onGpu,
        optionsKey: toOptionsKey(options, contextSize),
        predictedBytes: sumParts(predicted.parts) - predicted.latentBytes,
        predictedGpuBytes: predicted.gpuBytes,
        // On shared memory the process holds what the GPU uses as well.
        measuredBytes: supply.unified
          ? Math.max(memory.processBytes, memory.gpuBytes)
          : memory.processBytes + memory.gpuBytes,
        measuredGpuBytes: memory.gpuBytes,
      })
    },

    async recordReply(
      model: EngineModel,
      loaded: LoadedModel,
      { outputTokens, outputTokensPerSecond }: EngineReplyFacts,
    ): Promise<void> {
      if (outputTokensPerSecond === null || outputTokens < SHORTEST_REPLY) return
      const { tensorBytes } = await readFacts(model.modelPath)
      observed.addSpeed({
        modelId: model.id,
        onGpu: isOnGpu(loaded),
        activeBytes: tensorBytes,
        outputTokensPerSecond,
      })
    },

    /**
     * What the model in memory would give back. Linux counts mapped files as free already, for it can
     * drop them.
     */
    occupied(memory: EngineMemory | null): { hostBytes: number; gpuBytes: number } {
      if (!memory) return { hostBytes: 0, gpuBytes: 0 }
      const counted = process.platform === 'linux' ? mappedBytes : 0
      const hostBytes = Math.max(0, memory.processBytes - counted)
      return { hostBytes, gpuBytes: memory.gpuBytes }
    },
  }
}

const isOnGpu = ({ device }: Pick<LoadedModel, 'device'>) => device !== 'CPU'
