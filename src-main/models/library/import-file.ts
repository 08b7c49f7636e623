import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { basename, dirname, join, resolve, sep } from 'node:path'
import { CaratError, fromFailure } from '../../platform/carat-error.ts'
import { assembleModels, type InspectedUnit } from './assemble-models.ts'
import { type FileFacts, readFileFacts } from './file-facts.ts'
import { type GgufUnit, type ListedFile, toUnits } from './file-groups.ts'
import { inParallel } from './in-parallel.ts'
import { inspectUnit } from './inspect-unit.ts'
import { type LibraryContext, pathOf } from './library-context.ts'
import { mayBeProjector, peekMetadata } from './peek-metadata.ts'
import type { createScanRecord } from './record-scans.ts'
import type { StoredModel } from './stored-model.ts'
import { isGgufName } from './walk-folder.ts'

/** Files beside the one that was added that are looked at for its projector; it must not take long. */
const MOST_NEIGHBOURS = 500

/**
 * Uses a GGUF where it lies, with the projector beside it that fits. Its folder is remembered for this
 * file alone, unless it belongs to one that is used whole. One that had been removed comes back.
 *
 * @returns the id of the model
 * @throws CaratError `FILE_NOT_A_MODEL` for a projector or adapter alone, `FILE_NOT_FOUND`, and
 *   whatever is wrong with the file
 */
export async function importFile(
  context: LibraryContext,
  record: ReturnType<typeof createScanRecord>,
  givenPath: string,
  signal: AbortSignal,
): Promise<string> {
  const { scanner, store } = context
  const path = resolve(givenPath)
  const name = basename(path)
  const facts = await readFileFacts(path)
  if (!facts) throw new CaratError('FILE_NOT_FOUND', { path })

  const neighbours = await listNeighbours(path)
  const units = toUnits(neighbours)
  const own = units.find(({ parts }) => parts.some((part) => part.path === path))
  const model = own && (await inspect(own, signal))
  if (!model) throw new CaratError('MODEL_FILE_MISSING', { modelName: name })
  const { failure, facts: header } = model.inspection
  if (failure) throw fromFailure(failure)
  if (header && header.kind !== 'model')
    throw new CaratError('FILE_NOT_A_MODEL', { name, kind: header.kind })

  const known = await findKnown(context, facts)
  if (known) {
    store.setRemoval(known.id, null, false)
    scanner.setHere(known.id, true)
    return known.id
  }
  const others = await inParallel(units, 8, async (unit) =>
    unit !== own && mayBeProjector(await peekMetadata(unit.parts[0]?.path ?? ''))
      ? await inspect(unit, signal)
      : null,
  )
  const root = findRoot(context, path)
  const group = { files: neighbours, name: null, origin: null }
  const projectors = others.filter((each) => each?.inspection.facts?.kind === 'projector')
  const inspected = [model, ...projectors.filter((each) => each !== null)]
  const { models } = assembleModels(root, group, inspected)
  return await scanner.change(async () => {
    const [id] = record(models, listElsewhere(context, model.inspection.fingerprint), () => false)
    if (id === undefined) throw new CaratError('MODEL_FILE_MISSING', { modelName: name })
    store.setRemoval(id, null, false)
    scanner.setHere(id, true)
    return id
  })
}

/** The folder that is used whole and holds the file, else one for this file alone. */
function findRoot({ roots }: LibraryContext, path: string): { id: string; path: string } {
  const whole = roots
    .list()
    .find((root) => root.whole && root.kind !== 'demo' && path.startsWith(root.path + sep))
  const folder = dirname(path)
  return whole ?? { id: roots.add('folder', folder, false), path: folder }
}

async function listNeighbours(path: string): Promise<ListedFile[]> {
  const names = await readdir(dirname(path)).catch(() => [])
  const beside = names.filter((name) => isGgufName(name)).slice(0, MOST_NEIGHBOURS)
  const paths = new Set([path, ...beside.map((name) => join(dirname(path), name))])
  return [...paths].map((each) => ({ path: each, sha256: null }))
}

async function inspect(unit: GgufUnit, signal: AbortSignal): Promise<InspectedUnit | null> {
  const files = await Promise.all(unit.parts.map((part) => readFileFacts(part.path)))
  if (files.includes(null)) return null
  const inspection = await inspectUnit(unit, signal)
  return { unit, inspection, files: files.filter((each): each is FileFacts => each !== null) }
}

/** A model that is this very file, by any of its names. */
async function findKnown(
  { roots, store }: LibraryContext,
  facts: FileFacts,
): Promise<StoredModel | null> {
  for (const model of store.list()) {
    const root = roots.find(model.rootId)
    if (!root || model.removal?.filesPutAway) continue
    for (const file of model.files) {
      if (file.role !== 'weights' || file.bytes !== facts.bytes) continue
      const found = await readFileFacts(pathOf(root, file))
      if (found?.identity === facts.identity) return model
    }
  }
  return null
}

/** Models that look the same and are still where they were: this one is another copy. */
function listElsewhere(
  { roots, store }: LibraryContext,
  fingerprint: string | null,
): ReadonlySet<string> {
  const alike = store.list().filter((model) => model.fingerprint === fingerprint)
  const there = alike.filter((model) => {
    const root = roots.find(model.rootId)
    return root && model.files.some((file) => existsSync(pathOf(root, file)))
  })
  return new Set(there.map(({ id }) => id))
}
