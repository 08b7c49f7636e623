import { inTransaction } from '../../database/in-transaction.ts'
import type { Database } from '../../database/open-database.ts'
import { ENGINE_VERSION } from '../gguf/known-engine.ts'
import type { FileFacts } from './file-facts.ts'
import type { Inspection } from './inspect-unit.ts'

/** Raised when headers are read in another way, so that all are read anew. */
const READER_VERSION = 2

export type InspectionStore = ReturnType<typeof createInspectionStore>

/** An inspection with what the files were like then. */
export interface KeptInspection {
  path: string
  stamp: string
  inspection: Inspection
}

/** What the headers of files said at the last look, so that files that did not change are not read. */
export function createInspectionStore(database: Database) {
  const select = database.prepare(
    'select path, stamp, inspection from inspected_files where root_id = ?',
  )
  const insert = database.prepare(`
    insert into inspected_files (root_id, path, stamp, inspection) values (?, ?, ?, ?)
    on conflict (root_id, path) do update set
      stamp = excluded.stamp, inspection = excluded.inspection`)
  const forget = database.prepare('delete from inspected_files where root_id = ? and path = ?')

  return {
    /** By path of the first part. */
    read(rootId: string): Map<string, KeptInspection> {
      const rows = select.all(rootId) as { path: string; stamp: string; inspection: string }[]
      return new Map(
        rows.map(({ inspection, path, stamp }) => [
          path,
          { path, stamp, inspection: JSON.parse(inspection) as Inspection },
        ]),
      )
    },
    /** Keeps these and forgets all others of the folder. */
    replace: inTransaction(database, (rootId: string, kept: readonly KeptInspection[]): void => {
      const before = new Map(
        (select.all(rootId) as { path: string; stamp: string }[]).map((row) => [
          row.path,
          row.stamp,
        ]),
      )
      for (const { inspection, path, stamp } of kept) {
        if (before.get(path) !== stamp) insert.run(rootId, path, stamp, JSON.stringify(inspection))
        before.delete(path)
      }
      for (const path of before.keys()) forget.run(rootId, path)
    }),
  }
}

/** Changes when a file, the engine's knowledge or the reader does. */
export const stampOf = (files: readonly FileFacts[], missing: readonly string[]) =>
  [
    READER_VERSION,
    ENGINE_VERSION,
    ...files.map(({ bytes, identity, modifiedAt }) => `${bytes}:${modifiedAt}:${identity}`),
    ...missing,
  ].join('|')
