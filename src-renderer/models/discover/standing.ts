import type { ModelChoice } from '../../../src-main/contract/discovery.ts'
import type { Download } from '../../../src-main/contract/downloads.ts'
import type { RepositoryRef } from '../../../src-main/contract/model-sources.ts'
import type { Model } from '../../../src-main/contract/models.ts'
import { useDownloads } from '../../rpc/downloads-store.ts'
import { useModels } from '../../rpc/models-store.ts'
import { isSameRepository } from './choose-variant.ts'

/** Where a model that could be had is already. */
export type Standing =
  | { kind: 'away' }
  | { kind: 'coming'; download: Download }
  | { kind: 'here'; modelId: string }

/** A model by what is known before its repository was read (label) or after (variant). */
export interface SoughtModel {
  ref: RepositoryRef
  label: string
  variantId: string | null
}

const nameIn = (path: string) => path.split(/[\\/]/).at(-1)?.toLowerCase()

/** A name of Ollama holds one model only, whatever its label. */
const isLabel = (label: string | null, sought: SoughtModel) =>
  sought.ref.source === 'ollama' || label?.toUpperCase() === sought.label.toUpperCase()

const isSought = (choice: ModelChoice, label: string, sought: SoughtModel) =>
  isSameRepository(choice.ref, sought.ref) &&
  (sought.variantId === null ? isLabel(label, sought) : choice.variantId === sought.variantId)

function isInstalled({ source, files, quantization }: Model, sought: SoughtModel) {
  if (!source || !isSameRepository(source.ref, sought.ref)) return false
  if (sought.variantId === null) return isLabel(quantization, sought)
  const name = nameIn(sought.variantId)
  return files.some(({ path }) => nameIn(path) === name) || isLabel(quantization, sought)
}

/** Whether a model is on this computer or on its way, from what the services say. */
export function standingOf(
  sought: SoughtModel,
  downloads: readonly Download[],
  models: readonly Model[],
): Standing {
  const download = downloads.find(({ choice, label }) => isSought(choice, label, sought))
  if (download && download.state.kind !== 'done') return { kind: 'coming', download }
  const isHere = (modelId: string) => models.some(({ id }) => id === modelId)
  if (download?.state.kind === 'done' && isHere(download.state.modelId))
    return { kind: 'here', modelId: download.state.modelId }
  const model = models.find((one) => isInstalled(one, sought))
  return model ? { kind: 'here', modelId: model.id } : { kind: 'away' }
}

/** Where a model is, kept up to date. */
export function useStanding(sought: SoughtModel): Standing {
  const downloads = useDownloads((state) => state.downloads)
  const snapshot = useModels((state) => state.snapshot)
  return standingOf(sought, downloads ?? [], snapshot?.models ?? [])
}
