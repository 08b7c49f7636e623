import type { FoundModel } from './found-model.ts'
import type { StoredModel } from './stored-model.ts'

/** A found model with the one it was known as, if it was. */
export interface Match {
  found: FoundModel
  known: StoredModel | null
}

/**
 * Recognizes what was found: by its place first, then by what it is, so that a model keeps its id when
 * its file is moved, its drive comes back under another name, or its folder is added again. One file
 * found under several names is one model: that of the place it was known at, else the first.
 *
 * @param found what lies in the folders that were looked at, in order of preference
 * @param elsewhere ids of models that are known to lie in folders that were not looked at
 */
export function matchModels(
  found: readonly FoundModel[],
  known: readonly StoredModel[],
  elsewhere: ReadonlySet<string>,
): Match[] {
  const byPlace = new Map<string, StoredModel>()
  for (const model of known)
    for (const { path, role } of model.files)
      if (role === 'weights' && !model.removal?.filesPutAway)
        byPlace.set(placeOf(model.rootId, path), model)

  const matches: Match[] = []
  const identities = new Set<string>()
  const recognized = new Set<string>()
  const take = (each: FoundModel, model: StoredModel | null) => {
    matches.push({ found: each, known: model })
    identities.add(each.identity)
    if (model) recognized.add(model.id)
  }

  const atUnknownPlace = found.filter((each) => {
    const model = each.files
      .map(({ path }) => byPlace.get(placeOf(each.rootId, path)))
      .find((candidate) => candidate !== undefined)
    if (!model) return true
    // Parts of one model that look like two, since one between them is missing, stay one.
    if (!recognized.has(model.id)) take(each, model)
    return false
  })
  for (const each of atUnknownPlace) {
    if (identities.has(each.identity)) continue
    const lost = known.find(
      (model) =>
        model.fingerprint !== null &&
        model.fingerprint === each.fingerprint &&
        !recognized.has(model.id) &&
        !elsewhere.has(model.id) &&
        !model.removal?.filesPutAway,
    )
    take(each, lost ?? null)
  }
  return matches
}

const placeOf = (rootId: string | null, path: string) => `${rootId ?? ''} ${path}`
