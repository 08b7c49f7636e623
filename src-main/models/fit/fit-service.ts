import type { CatalogueModel, Recommendation } from '../../contract/catalogue.ts'
import type { Fit, Machine } from '../../contract/fit.ts'
import { automaticLoadOptions } from '../../contract/load-options.ts'
import type { Database } from '../../database/open-database.ts'
import { type EngineMemory, type LoadPlanner, suitableEngine } from '../../inference/engine.ts'
import type { MachineProbe } from '../../inference/probe-machine.ts'
import { log } from '../../platform/log.ts'
import { chatTemplateOf } from '../gguf/chat-template.ts'
import type { GgufFacts } from '../gguf/gguf-facts.ts'
import { type FitOptions, fromCatalogue, fromFacts } from './fit-candidates.ts'
import { judgeFit } from './judge-fit.ts'
import { createLoadRecorder } from './load-recorder.ts'
import { createMachineReader } from './machine-reader.ts'
import { createObservationStore } from './observation-store.ts'
import { toSupply } from './place-memory.ts'
import { createLocalFacts } from './read-local-facts.ts'
import { planContext } from './plan-context.ts'
import { recommend } from './recommend.ts'

export type FitService = ReturnType<typeof createFitService>

/**
 * How models stand on this computer: before they are downloaded, before they are loaded, and as seen
 * once they were.
 *
 * @param parts `memoryInUse` tells what the model in memory takes: any other would have its place.
 */
export function createFitService(parts: {
  database: Database
  probe: MachineProbe
  memoryInUse: () => EngineMemory | null
}) {
  const observed = createObservationStore(parts.database)
  const machine = createMachineReader(parts.probe)
  const readFacts = createLocalFacts()
  const recorder = createLoadRecorder({ observed, probe: parts.probe, readFacts })
  const supplyOf = (here: Machine) => toSupply(here, recorder.occupied(parts.memoryInUse()))

  const fitCatalogue = (model: CatalogueModel, repositoryIndex: number, here: Machine): Fit => {
    const supply = supplyOf(here)
    const surroundings = { supply, observed }
    const candidate = fromCatalogue(model, repositoryIndex, automaticLoadOptions, surroundings)
    return judgeFit(candidate, supply, here)
  }

  return {
    /** What this computer has for models now. @throws the signal's reason */
    machine,

    /**
     * Judges a model by the headers of its files.
     *
     * @param modelId of the library, for what was seen of this very model; null if it is not here.
     * @throws the signal's reason
     */
    async fitFacts(
      model: GgufFacts,
      projector: GgufFacts | null,
      options: FitOptions,
      modelId: string | null,
      signal?: AbortSignal,
      adapterBytes = 0,
    ): Promise<Fit> {
      const here = await machine(signal)
      const supply = supplyOf(here)
      const chatTemplate = chatTemplateOf(model)
      const kind = suitableEngine({ seesPictures: projector !== null, chatTemplate })
      const subject = { model, projector, options, kind, modelId, adapterBytes } as const
      return judgeFit(fromFacts(subject, { supply, observed }), supply, here)
    },

    /** Judges a model of the catalogue by published figures, with automatic options. */
    fitCatalogue,

    /** The model to begin with on this machine; null when not even the smallest can be loaded. */
    recommend: (models: readonly CatalogueModel[], here: Machine): Recommendation | null =>
      recommend(models, here, (model, repositoryIndex) =>
        fitCatalogue(model, repositoryIndex, here),
      ),

    /** For the engines' slot. */
    planner: {
      planContext: (model, kind, signal) =>
        planContext({ model, kind, readFacts, observed, machine, supplyOf }, signal),
      noteLoad: (model, loaded) => {
        recorder.recordLoad(model, loaded).catch((error: unknown) => {
          log.warn({ error, modelId: model.id }, 'what a load took could not be recorded')
        })
      },
      noteReply: (model, loaded, facts) => {
        recorder.recordReply(model, loaded, facts).catch((error: unknown) => {
          log.warn({ error, modelId: model.id }, 'the speed of a reply could not be recorded')
        })
      },
    } satisfies LoadPlanner,
  }
}
