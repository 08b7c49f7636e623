import { z } from 'zod'
import { modelChoiceSchema } from '../../contract/discovery.ts'
import { type Failure, failureSchema } from '../../contract/errors.ts'
import { inTransaction } from '../../database/in-transaction.ts'
import type { Database } from '../../database/open-database.ts'
import type { Digests } from './block-digests.ts'
import { type DownloadPlan, plannedFileSchema } from './download-plan.ts'

/** A download as it is kept over restarts. */
export interface StoredDownload extends DownloadPlan {
  id: string
  rootId: string
  /** The complete files are about to get the folder's name, or have it. */
  placed: boolean
  status: 'active' | 'paused' | 'failed' | 'done' | 'cancelled'
  failure: Failure | null
  modelId: string | null
  /** The most that was ever shown as done. */
  shownBytes: number
}

export type DownloadStore = ReturnType<typeof createDownloadStore>

const json = <Schema extends z.ZodType>(schema: Schema) =>
  z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(schema)
const flag = z.number().transform((value) => value === 1)

const rowSchema = z.object({
  id: z.string(),
  choice: json(modelChoiceSchema),
  title: z.string(),
  label: z.string(),
  pictures: flag,
  rootId: z.string(),
  files: json(z.array(plannedFileSchema)),
  folder: z.string(),
  placed: flag,
  status: z.enum(['active', 'paused', 'failed', 'done', 'cancelled']),
  failure: json(failureSchema).nullable(),
  modelId: z.string().nullable(),
  shownBytes: z.number(),
})

/** The queue on disk, and what is known of files that have arrived. */
export function createDownloadStore(database: Database) {
  const select = database.prepare(`
    select id, choice, title, label, pictures, root_id as rootId, files, folder, placed, status,
      failure, model_id as modelId, shown_bytes as shownBytes
    from downloads order by position`)
  const insert = database.prepare(`
    insert into downloads (id, position, choice, title, label, pictures, root_id, files, folder,
      placed, status, failure, model_id, shown_bytes, created_at)
    values (@id, (select coalesce(max(position), 0) + 1 from downloads), @choice, @title, @label,
      @pictures, @rootId, @files, @folder, @placed, @status, @failure, @modelId, @shownBytes,
      @createdAt)`)
  const setStatus = database.prepare(
    'update downloads set status = ?, failure = ?, model_id = ? where id = ?',
  )
  const setPlaced = database.prepare('update downloads set placed = ?, folder = ? where id = ?')
  const setShown = database.prepare('update downloads set shown_bytes = ? where id = ?')
  const setPosition = database.prepare('update downloads set position = ? where id = ?')
  const remove = database.prepare('delete from downloads where id = ?')
  const selectContent = database.prepare(
    'select sha256, blocks from downloaded_contents where root_id = ? and content = ?',
  )
  const selectContents = database.prepare(
    'select content from downloaded_contents where root_id = ?',
  )
  const insertContent = database.prepare(
    'insert or replace into downloaded_contents (root_id, content, sha256, blocks) values (?, ?, ?, ?)',
  )
  const removeContent = database.prepare(
    'delete from downloaded_contents where root_id = ? and content = ?',
  )

  return {
    list: (): StoredDownload[] => z.array(rowSchema).parse(select.all()),
    add({ choice, failure, files, pictures, placed, ...plain }: StoredDownload): void {
      insert.run({
        ...plain,
        choice: JSON.stringify(choice),
        failure: failure && JSON.stringify(failure),
        files: JSON.stringify(files),
        pictures: pictures ? 1 : 0,
        placed: placed ? 1 : 0,
        createdAt: Date.now(),
      })
    },
    setStatus({ failure, id, modelId, status }: StoredDownload): void {
      setStatus.run(status, failure && JSON.stringify(failure), modelId, id)
    },
    setPlaced({ folder, id, placed }: StoredDownload): void {
      setPlaced.run(placed ? 1 : 0, folder, id)
    },
    setShownBytes: inTransaction(
      database,
      (shown: Iterable<readonly [id: string, bytes: number]>) => {
        for (const [id, bytes] of shown) setShown.run(bytes, id)
      },
    ),
    setOrder: inTransaction(database, (ids: readonly string[]) => {
      for (const [position, id] of ids.entries()) setPosition.run(position, id)
    }),
    remove: (id: string) => void remove.run(id),

    /** What a complete file is; null when it has not arrived. */
    findContent(rootId: string, content: string): Digests | null {
      return (selectContent.get(rootId, content) as Digests | undefined) ?? null
    },
    addContent: (rootId: string, content: string, { blocks, sha256 }: Digests) =>
      void insertContent.run(rootId, content, sha256, blocks),
    listContents: (rootId: string) =>
      (selectContents.all(rootId) as { content: string }[]).map(({ content }) => content),
    removeContent: (rootId: string, content: string) => void removeContent.run(rootId, content),
  }
}
