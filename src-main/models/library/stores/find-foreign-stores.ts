import type { ForeignStore } from '../../../contract/models.ts'
import { readFileFacts } from '../file-facts.ts'
import { toUnits } from '../file-groups.ts'
import { inParallel } from '../in-parallel.ts'
import { looksLikeModel, peekMetadata } from '../peek-metadata.ts'
import { listGroups } from './list-groups.ts'
import { listStorePlaces, type StoreEnvironment, type StorePlace } from './store-places.ts'

const PATIENCE_MILLISECONDS = 10_000

/**
 * Stores of other programs on this computer that hold models, with how many and how large. Nothing is
 * added, and of each file only its beginning is read.
 *
 * @throws the signal's reason
 */
export async function findForeignStores(
  environment: StoreEnvironment,
  signal: AbortSignal,
): Promise<ForeignStore[]> {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MILLISECONDS)])
  const places = await listStorePlaces(environment)
  const stores = await Promise.all(
    places.map((place) =>
      countModels(place, limit).catch(() => {
        signal.throwIfAborted()
        return null
      }),
    ),
  )
  return stores.filter((store) => store !== null && store.models > 0) as ForeignStore[]
}

async function countModels(place: StorePlace, signal: AbortSignal): Promise<ForeignStore> {
  const counted = new Set<string>()
  let models = 0
  let bytes = 0
  for (const { files } of await listGroups({ ...place, whole: true }, signal)) {
    signal.throwIfAborted()
    const present = await inParallel(files, 8, async (file) => {
      const facts = await readFileFacts(file.path)
      return facts && !counted.has(facts.identity) ? { ...file, ...facts } : null
    })
    const there = present.filter((file) => file !== null)
    for (const { bytes: size, identity } of there) {
      if (!counted.has(identity)) bytes += size
      counted.add(identity)
    }
    const guesses = await inParallel(toUnits(there), 8, async ({ parts }) =>
      looksLikeModel(await peekMetadata(parts[0]?.path ?? '')),
    )
    models += guesses.filter(Boolean).length
  }
  return { ...place, models, bytes }
}
