import { isListed, type StoredModel } from './stored-model.ts'

/** What is noted of a model, perhaps on another computer. */
export interface NotedModel {
  id: string
  /** Of its first file; null where nobody said. */
  fingerprint: string | null
  sha256: string | null
}

/** The model of that id, or else one that is the very same file; null where there is neither. */
export function findSameModel(
  models: readonly StoredModel[],
  { id, fingerprint, sha256 }: NotedModel,
): string | null {
  const isSame = (model: StoredModel) => {
    const known = model.files[0]?.sha256 ?? null
    if (sha256 !== null && known !== null) return known === sha256
    return fingerprint !== null && model.fingerprint === fingerprint
  }
  const listed = models.filter(isListed)
  const found = listed.find((model) => model.id === id) ?? listed.find(isSame)
  return found?.id ?? null
}
