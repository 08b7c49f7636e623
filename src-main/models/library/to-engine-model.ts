import { existsSync } from 'node:fs'
import type { EngineModel } from '../../inference/engine.ts'
import { toEngineOptions } from '../../inference/engine-options.ts'
import { CaratError, fromFailure } from '../../platform/carat-error.ts'
import { chatTemplateOf } from '../gguf/chat-template.ts'
import { type LibraryContext, pathOf, requirePresentModel } from './library-context.ts'
import type { LoadAdvice } from './load-advice.ts'
import { seesPictures } from './to-model.ts'
import type { StoredModel } from './stored-model.ts'

/** Work during which a model's files must be left alone. */
const blocking: ReadonlySet<string> = new Set(['repairing', 'moving'])

/**
 * What an engine needs to load a model, with its files looked at once more: a drive may have gone since
 * the last look.
 *
 * @throws CaratError `MODEL_NOT_FOUND`, `MODEL_FILE_MISSING`, `MODEL_BUSY`, and what is wrong with its files
 */
export function toEngineModel(
  context: LibraryContext,
  modelId: string,
  advise: (model: StoredModel) => LoadAdvice,
): EngineModel {
  const placed = requirePresentModel(context, modelId)
  const { model, root } = placed
  if (blocking.has(context.tasks.taskOf(modelId)?.kind ?? ''))
    throw new CaratError('MODEL_BUSY', { modelName: model.name })
  if (model.problem && model.problem.code !== 'PROJECTOR_MISMATCH') throw fromFailure(model.problem)
  const pathsOf = (role: 'weights' | 'projector') =>
    model.files.filter((file) => file.role === role).map((file) => pathOf(root, file))
  const weights = pathsOf('weights')
  const [modelPath] = weights
  if (modelPath === undefined || !weights.every((path) => existsSync(path)))
    throw new CaratError('MODEL_FILE_MISSING', { modelName: model.name })
  const [projectorPath = ''] = seesPictures(model) ? pathsOf('projector') : []
  const adapters = new Map(context.scanner.adapters().map(({ id, path }) => [id, path]))
  const { contextSize, sampling } = advise(model)
  const options = { ...model.options, contextSize: model.options.contextSize ?? contextSize }
  return {
    id: model.id,
    name: model.name,
    modelPath,
    projectorPath: existsSync(projectorPath) ? projectorPath : null,
    chatTemplate: model.facts && chatTemplateOf(model.facts),
    sampling: options.sampling ?? sampling,
    loadOptions: toEngineOptions(options, (adapterId) => adapters.get(adapterId) ?? null),
  }
}
