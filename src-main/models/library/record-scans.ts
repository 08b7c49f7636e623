import { randomUUID } from 'node:crypto'
import { inTransaction } from '../../database/in-transaction.ts'
import type { Database } from '../../database/open-database.ts'
import { DEMO_MODEL_ID } from '../demo-model.ts'
import type { FoundModel } from './found-model.ts'
import { matchModels } from './match-models.ts'
import { mergeFiles } from './merge-files.ts'
import type { ModelStore } from './model-store.ts'
import { CARAT_ROOT_ID, DEMO_ROOT_ID } from './root-store.ts'
import type { StoredModel } from './stored-model.ts'

/**
 * Makes what writes the findings of a look into the database, in one transaction.
 *
 * @returns ids of the models whose files are there, those that are not listed among them
 */
export function createScanRecord(database: Database, store: ModelStore) {
  const write = (
    found: readonly FoundModel[],
    elsewhere: ReadonlySet<string>,
    isBusy: (modelId: string) => boolean,
  ): string[] =>
    matchModels(found, store.list(), elsewhere).map(({ found: each, known }) => {
      const id = known?.id ?? newIdFor(each, store)
      if (known && (isBusy(id) || isUnchanged(known, each))) return id
      const { identity: _, files, ...facts } = each
      const merged = mergeFiles(known?.files ?? [], files)
      store.update({ ...facts, id, nameSource: 'carat', files: merged })
      // Who brings a forgotten file into another folder wants to see it.
      if (known && known.rootId !== each.rootId) store.setRemoval(id, null, false)
      return id
    })
  return inTransaction(database, write)
}

/**
 * Before there was a library, models in Carat's own folder were called by their path; conversations
 * and settings still call them so.
 */
function newIdFor({ files, rootId }: FoundModel, store: ModelStore): string {
  if (rootId === DEMO_ROOT_ID && !store.find(DEMO_MODEL_ID)) return DEMO_MODEL_ID
  const byPath = `folder:${files[0]?.path ?? ''}`
  return rootId === CARAT_ROOT_ID && !store.find(byPath) ? byPath : randomUUID()
}

function isUnchanged(known: StoredModel, found: FoundModel): boolean {
  const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)
  return (
    known.rootId === found.rootId &&
    same(known.problem, found.problem) &&
    same(known.facts, found.facts ?? known.facts) &&
    same(known.projectorFacts, found.projectorFacts) &&
    same(known.origin, found.origin ?? known.origin) &&
    same(mergeFiles(known.files, found.files), known.files)
  )
}
