import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { RootKind } from '../../contract/models.ts'
import { inTransaction } from '../../database/in-transaction.ts'
import type { Database } from '../../database/open-database.ts'
import type { StoredRoot } from './stored-model.ts'

/** Ids of the folders that are always there. */
export const CARAT_ROOT_ID = 'carat'
export const DEMO_ROOT_ID = 'demo'

export type RootStore = ReturnType<typeof createRootStore>

interface RootRow {
  id: string
  kind: StoredRoot['kind']
  path: string
  whole: number
  is_default: number
}

/** The folders with models, in the order they were added; Carat's own comes first. */
export function createRootStore(
  database: Database,
  folders: { dataFolder: string; demoFolder: string },
) {
  const select = database.prepare(
    'select id, kind, path, whole, is_default from model_roots order by position',
  )
  const insert = database.prepare(`
    insert into model_roots (id, kind, path, whole, is_default, position)
    values (@id, @kind, @path, @whole, @isDefault,
      (select coalesce(max(position), 0) + 1 from model_roots))
    on conflict (id) do update set path = excluded.path`)
  const makeWhole = database.prepare('update model_roots set whole = 1, kind = ? where id = ?')
  const setDefault = database.prepare('update model_roots set is_default = (id = ?)')
  const deleteRoot = database.prepare('delete from model_roots where id = ?')

  const list = (): StoredRoot[] =>
    (select.all() as RootRow[]).map(({ id, is_default: isDefault, kind, path, whole }) => ({
      id,
      kind,
      path,
      whole: whole === 1,
      isDefault: isDefault === 1,
    }))

  // The data folder may have been moved, and resources move with each version.
  const always = { whole: 1, isDefault: 0 }
  inTransaction(database, () => {
    insert.run({
      ...always,
      id: CARAT_ROOT_ID,
      kind: 'carat',
      path: join(folders.dataFolder, 'models'),
    })
    insert.run({ ...always, id: DEMO_ROOT_ID, kind: 'demo', path: folders.demoFolder })
    if (!list().some(({ isDefault }) => isDefault)) setDefault.run(CARAT_ROOT_ID)
  })()

  return {
    list,
    find: (rootId: string | null) => list().find(({ id }) => id === rootId) ?? null,
    /** Remembers a folder; one of this path that is there already keeps its id and is used whole if wanted. */
    add(kind: RootKind, path: string, whole: boolean): string {
      const present = list().find((root) => root.path === path)
      if (present) {
        if (whole && !present.whole) makeWhole.run(kind, present.id)
        return present.id
      }
      const id = randomUUID()
      insert.run({ id, kind, path, whole: whole ? 1 : 0, isDefault: 0 })
      return id
    },
    setDefault: (rootId: string): void => {
      setDefault.run(rootId)
    },
    /** Forgets a folder; its models stay remembered without one. */
    remove: inTransaction(database, (rootId: string): void => {
      const wasDefault = list().some(({ id, isDefault }) => id === rootId && isDefault)
      deleteRoot.run(rootId)
      if (wasDefault) setDefault.run(CARAT_ROOT_ID)
    }),
  }
}

/** Whether Carat may move and delete files there. */
export const isOwned = ({ kind, whole }: Pick<StoredRoot, 'kind' | 'whole'>) =>
  kind === 'carat' || (kind === 'folder' && whole)
