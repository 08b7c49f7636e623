import { randomInt } from 'node:crypto'
import type { ConversationPreset } from '../contract/presets.ts'
import type { Recipe, RecipeChange } from '../contract/recipe.ts'
import { LARGEST_SEED, mergeSampling, type SamplingChoice } from '../contract/sampling.ts'
import { type EngineModel, suitableEngine } from '../inference/engine.ts'
import { toLoadKey } from '../inference/engine-options.ts'
import type { EngineSlot } from '../inference/engine-slot.ts'
import type { ModelLibrary } from '../models/library/model-library.ts'
import { CaratError } from '../platform/carat-error.ts'
import type { PresetStore } from '../presets/preset-store.ts'

export interface RecipeParts {
  models: Pick<ModelLibrary, 'get' | 'identify' | 'findSame'>
  presets: Pick<PresetStore, 'assistant'>
  engines: Pick<EngineSlot, 'resident'>
  /** Of both engines: they come in one package. */
  engineVersion: string
}

/** What replies are made from, beside what was said. */
export function createRecipes({ engines, engineVersion, models, presets }: RecipeParts) {
  /** The model of a recipe, or the same file under another id, as it has on another computer. */
  const modelIdOf = ({ model }: Recipe) => models.findSame(model) ?? model.id

  const changesOf = (recipe: Recipe): RecipeChange[] => {
    const { engine, model: noted } = recipe
    let model: EngineModel
    try {
      model = models.get(modelIdOf(recipe))
    } catch (error) {
      if (error instanceof CaratError) return ['model-gone']
      throw error
    }
    const now = models.identify(model.id)
    const differs = (one: string | null, other: string | null) =>
      one !== null && other !== null && one !== other
    const kind =
      engines.resident(model)?.kind ??
      suitableEngine({ ...model, seesPictures: model.projectorPath !== null })
    return [
      ...(differs(noted.sha256, now.sha256) || differs(noted.fingerprint, now.fingerprint)
        ? ['model-file' as const]
        : []),
      ...(noted.loadKey === toLoadKey(model.loadOptions) ? [] : ['model-options' as const]),
      ...(engine && (engine.version !== engineVersion || engine.kind !== kind)
        ? ['engine' as const]
        : []),
    ]
  }

  return {
    /** A recipe for a reply that is about to begin, with a seed of its own unless one was chosen. */
    compose(model: EngineModel, preset: ConversationPreset, once: SamplingChoice): Recipe {
      const { assistantId } = preset
      const assistant = assistantId === null ? null : presets.assistant(assistantId)
      const choices = [assistant?.sampling ?? {}, preset.sampling, once]
      const sampling = mergeSampling(model.sampling, ...choices)
      return {
        model: {
          id: model.id,
          name: model.name,
          ...models.identify(model.id),
          loadKey: toLoadKey(model.loadOptions),
        },
        engine: null,
        sampling: { ...sampling, seed: sampling.seed ?? randomInt(LARGEST_SEED) },
        assistant: assistant && { id: assistant.id, name: assistant.name },
        instructions: assistant?.instructions ?? '',
        begun: 0,
        context: null,
      }
    },
    /** What is no longer as it was noted. */
    changesOf,
    modelIdOf,
    engineVersion,
  }
}
