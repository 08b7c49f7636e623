import type { Sampling } from '../../contract/load-options.ts'
import type { Measure, Model, ModelRoot } from '../../contract/models.ts'
import { DEMO_MODEL_ID } from '../demo-model.ts'
import { type LibraryContext, pathOf, type PlacedModel } from './library-context.ts'
import { isOwned } from './root-store.ts'
import { isListed, type StoredModel, type StoredRoot } from './stored-model.ts'
import type { ModelUsage } from './usage.ts'

const unused: ModelUsage = { chats: 0, lastUsedAt: null, speed: null }

/** A remembered model as the window sees it now. */
export function toModel(
  { engines, scanner, tasks }: LibraryContext,
  { model, root }: PlacedModel,
  usage: ModelUsage | undefined,
  recommendedSampling: Sampling,
  measure: Measure | null,
): Model {
  const { facts, id } = model
  return {
    id,
    name: model.name,
    demo: id === DEMO_MODEL_ID,
    pictures: seesPictures(model),
    bytes: sumBytes(model),
    state: engines.stateOf(id),
    availability: scanner.isHere(id) ? 'here' : 'missing',
    problem: tasks.failureOf(id) ?? model.problem,
    architecture: facts?.architecture ?? '',
    quantization: facts?.quantization ?? null,
    parameters: facts?.parameters ?? null,
    trainedContext: facts?.shape?.trainedContext ?? null,
    layers: facts?.shape?.layers ?? null,
    files: model.files.map((file) => ({
      role: file.role,
      path: pathOf(root, file),
      bytes: file.bytes,
      check: file.check,
    })),
    rootId: root.id,
    owned: isOwned(root),
    source: model.origin,
    ...(usage ?? unused),
    measure,
    options: model.options,
    recommendedSampling,
    task: tasks.taskOf(id),
  }
}

/** Whether it has a picture encoder that works with it. */
export const seesPictures = ({ files, problem, projectorFacts }: StoredModel) =>
  problem?.code !== 'PROJECTOR_MISMATCH' &&
  files.some(({ role }) => role === 'projector') &&
  (projectorFacts?.projector?.pictures ?? false)

const sumBytes = ({ files }: StoredModel) => files.reduce((sum, { bytes }) => sum + bytes, 0)

/** A folder as the window sees it, with what is listed of it. */
export function toModelRoot(
  { scanner, store }: LibraryContext,
  root: StoredRoot & { kind: ModelRoot['kind'] },
): ModelRoot {
  const { freeBytes, here, writable } = scanner.conditionOf(root.id)
  const models = store.list().filter((model) => model.rootId === root.id && isListed(model))
  const { id, isDefault, kind, path } = root
  return {
    id,
    kind,
    path,
    isDefault,
    writable,
    freeBytes,
    availability: here ? 'here' : 'missing',
    models: models.length,
    bytes: models.reduce((sum, model) => sum + sumBytes(model), 0),
  }
}
