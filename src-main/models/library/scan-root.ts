import { fromStoredPath } from './stored-path.ts'
import { assembleModels, type InspectedUnit } from './assemble-models.ts'
import { type FileFacts, readFileFacts } from './file-facts.ts'
import { type FileGroup, type GgufUnit, toUnits } from './file-groups.ts'
import type { FoundAdapter, FoundModel } from './found-model.ts'
import { inParallel } from './in-parallel.ts'
import { inspectUnit } from './inspect-unit.ts'
import { type InspectionStore, type KeptInspection, stampOf } from './inspection-store.ts'
import { mayBeProjector, peekMetadata } from './peek-metadata.ts'
import type { StoredModel, StoredRoot } from './stored-model.ts'
import { listGroups } from './stores/list-groups.ts'

/** What a look at a folder found. */
export interface RootScan {
  models: FoundModel[]
  adapters: FoundAdapter[]
}

/** A file that changed so lately and is not whole is on its way here: the next look will tell. */
const SETTLING_MILLISECONDS = 10_000
const FILES_AT_ONCE = 4

const unfinished: ReadonlySet<string> = new Set([
  'FILE_NOT_GGUF',
  'GGUF_TRUNCATED',
  'GGUF_INVALID',
  'GGUF_PARTS_MISSING',
])

type Scanner = (root: StoredRoot, signal: AbortSignal) => Promise<RootScan>

/**
 * Makes what looks at folders. Headers of files that did not change since the last look are not read
 * again.
 *
 * @param listModels what is remembered, for folders of which only some files are used
 */
export function createRootScanner(
  inspections: InspectionStore,
  listModels: () => readonly StoredModel[],
): Scanner {
  const inspect = async (
    unit: GgufUnit,
    present: ReadonlyMap<string, FileFacts>,
    kept: ReadonlyMap<string, KeptInspection>,
    isWanted: (unit: GgufUnit) => boolean,
    signal: AbortSignal,
  ): Promise<(InspectedUnit & KeptInspection) | null> => {
    signal.throwIfAborted()
    const path = unit.parts[0]?.path ?? ''
    const files = unit.parts.flatMap((part) => present.get(part.path) ?? [])
    const stamp = stampOf(files, unit.missing)
    const before = kept.get(path)
    if (before?.stamp === stamp) return { ...before, unit, files }
    if (!isWanted(unit) && !mayBeProjector(await peekMetadata(path))) return null
    const inspection = await inspectUnit(unit, signal)
    const changedAt = Math.max(...files.map(({ modifiedAt }) => modifiedAt))
    const isSettling = Math.abs(Date.now() - changedAt) < SETTLING_MILLISECONDS
    if (isSettling && inspection.failure && unfinished.has(inspection.failure.code)) return null
    return { path, stamp, inspection, unit, files }
  }

  return async (root, signal) => {
    signal.throwIfAborted()
    const isWanted = createSelection(root, listModels())
    const kept = inspections.read(root.id)
    const seen: KeptInspection[] = []
    const scan: RootScan = { models: [], adapters: [] }
    for (const listed of await listGroups(root, signal)) {
      const { group, present } = await withFacts(listed)
      const inspected = await inParallel(toUnits(group.files), FILES_AT_ONCE, (unit) =>
        inspect(unit, present, kept, isWanted, signal),
      )
      const units = inspected.filter((each) => each !== null)
      seen.push(...units.map(({ inspection, path, stamp }) => ({ inspection, path, stamp })))
      const found = assembleModels(root, group, units)
      scan.models.push(...found.models)
      scan.adapters.push(...found.adapters)
    }
    signal.throwIfAborted()
    inspections.replace(root.id, seen)
    if (root.whole) return scan
    return { adapters: [], models: scan.models.filter((model) => isWanted(toUnit(root, model))) }
  }
}

/** Files that are listed but not there, such as a link to nothing, are left out. */
async function withFacts(group: FileGroup) {
  const present = new Map<string, FileFacts>()
  const facts = await inParallel(group.files, 8, ({ path }) => readFileFacts(path))
  for (const [index, { path }] of group.files.entries()) {
    const found = facts[index]
    if (found) present.set(path, found)
  }
  const files = group.files.filter(({ path }) => present.has(path))
  return { present, group: { ...group, files } }
}

/** Of a folder that is not used whole, only files that belong to remembered models are. */
function createSelection(root: StoredRoot, models: readonly StoredModel[]) {
  if (root.whole) return () => true
  const wanted = new Set(
    models
      .filter(({ rootId }) => rootId === root.id)
      .flatMap(({ files }) => files.filter(({ role }) => role === 'weights'))
      .map(({ path }) => fromStoredPath(root.path, path)),
  )
  return ({ parts }: Pick<GgufUnit, 'parts'>) => parts.some(({ path }) => wanted.has(path))
}

const toUnit = (root: StoredRoot, { files }: FoundModel): Pick<GgufUnit, 'parts'> => ({
  parts: files.map(({ part, path }) => ({
    part,
    path: fromStoredPath(root.path, path),
    sha256: null,
  })),
})
