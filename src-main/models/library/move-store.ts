import { inTransaction } from '../../database/in-transaction.ts'
import type { Database } from '../../database/open-database.ts'
import type { FilePlace } from './model-store.ts'

/** A file on its way; a shared one is copied whatever the manner, since another model needs it too. */
export type MovingFile = FilePlace & { from: string; to: string; shared: boolean }

/** A move as it is written down before anything is touched. */
export interface StoredMove {
  modelId: string
  manner: 'rename' | 'copy'
  toRootId: string
  files: MovingFile[]
  /** Whether the model's row names the new place. */
  switched: boolean
}

export type MoveStore = ReturnType<typeof createMoveStore>

/** The journal of moves, so that a crash at any moment leaves the model at the old or the new place. */
export function createMoveStore(database: Database) {
  const select = database.prepare(
    'select model_id, manner, to_root_id, files, switched from model_moves',
  )
  const insert = database.prepare(`
    insert or replace into model_moves (model_id, manner, to_root_id, files, switched) values (?, ?, ?, ?, 0)`)
  const markSwitched = database.prepare('update model_moves set switched = 1 where model_id = ?')
  const remove = database.prepare('delete from model_moves where model_id = ?')

  return {
    list: (): StoredMove[] =>
      (
        select.all() as {
          model_id: string
          manner: StoredMove['manner']
          to_root_id: string
          files: string
          switched: number
        }[]
      ).map((row) => ({
        modelId: row.model_id,
        manner: row.manner,
        toRootId: row.to_root_id,
        files: JSON.parse(row.files) as MovingFile[],
        switched: row.switched === 1,
      })),
    begin: ({ files, manner, modelId, toRootId }: Omit<StoredMove, 'switched'>): void => {
      insert.run(modelId, manner, toRootId, JSON.stringify(files))
    },
    /** Names the new place and says so, in one step. */
    switchOver: inTransaction(database, (modelId: string, setPlace: () => void): void => {
      setPlace()
      markSwitched.run(modelId)
    }),
    end: (modelId: string): void => {
      remove.run(modelId)
    },
  }
}
