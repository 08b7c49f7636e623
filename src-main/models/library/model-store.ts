import type { Failure } from '../../contract/errors.ts'
import type { LoadOptions } from '../../contract/load-options.ts'
import type { ModelFile } from '../../contract/models.ts'
import type { Database } from '../../database/open-database.ts'
import type { GgufFacts } from '../gguf/gguf-facts.ts'
import { FILE_COLUMNS, MODEL_COLUMNS, toStoredModels } from './model-rows.ts'
import type { ModelOrigin, Removal, StoredFile, StoredModel } from './stored-model.ts'

/** What a look at the files, or a download, says of a model. */
export interface ModelUpdate {
  id: string
  rootId: string
  name: string
  /** `source`: its publisher's name, which is better than what files say. */
  nameSource: 'carat' | 'source'
  facts: GgufFacts | null
  projectorFacts: GgufFacts | null
  problem: Failure | null
  fingerprint: string | null
  /** Null leaves what is known. */
  origin: ModelOrigin | null
  files: readonly StoredFile[]
}

export type ModelStore = ReturnType<typeof createModelStore>

/** Which file of a model. */
export type FilePlace = Pick<StoredFile, 'role' | 'part'>

const json = (value: unknown) => (value === null ? null : JSON.stringify(value))

/**
 * The models as SQL. Every call is one synchronous statement or transaction; the list is kept in
 * memory until something is written.
 */
export function createModelStore(database: Database) {
  const models = database.prepare(`select ${MODEL_COLUMNS} from models order by rowid`)
  const files = database.prepare(
    `select ${FILE_COLUMNS} from model_files order by role = 'projector', part`,
  )
  const upsert = database.prepare(`
    insert into models (id, root_id, name, name_source, facts, projector_facts, problem,
      fingerprint, source, last_seen_at)
    values (@id, @rootId, @name, @nameSource, @facts, @projectorFacts, @problem, @fingerprint,
      @origin, @now)
    on conflict (id) do update set
      root_id = excluded.root_id,
      name = iif(name_source in ('carat', excluded.name_source), excluded.name, name),
      name_source = iif(name_source = 'carat', excluded.name_source, name_source),
      facts = coalesce(excluded.facts, facts),
      projector_facts = excluded.projector_facts,
      problem = excluded.problem,
      fingerprint = coalesce(excluded.fingerprint, fingerprint),
      source = coalesce(excluded.source, source),
      last_seen_at = excluded.last_seen_at`)
  const upsertFile = database.prepare(`
    insert into model_files (model_id, role, part, path, bytes, modified_at, sha256, source_path,
      check_state, checked_at)
    values (@modelId, @role, @part, @path, @bytes, @modifiedAt, @sha256, @sourcePath, @state, @at)
    on conflict (model_id, role, part) do update set
      path = excluded.path, bytes = excluded.bytes, modified_at = excluded.modified_at,
      sha256 = excluded.sha256, source_path = excluded.source_path,
      check_state = excluded.check_state, checked_at = excluded.checked_at`)
  const filePlaces = database.prepare('select role, part from model_files where model_id = ?')
  const deleteFile = database.prepare(
    'delete from model_files where model_id = ? and role = ? and part = ?',
  )
  const setCheck = database.prepare(`
    update model_files set check_state = @state, checked_at = @at,
      bytes = coalesce(@bytes, bytes), modified_at = coalesce(@modifiedAt, modified_at)
    where model_id = @modelId and role = @role and part = @part`)
  const setPath = database.prepare(
    'update model_files set path = ? where model_id = ? and role = ? and part = ?',
  )
  const setRoot = database.prepare('update models set root_id = ? where id = ?')
  const leaveRoot = database.prepare('update models set root_id = null where root_id = ?')
  const setName = database.prepare(`update models set name = ?, name_source = 'user' where id = ?`)
  const setOptions = database.prepare('update models set options = ? where id = ?')
  const setRemoval = database.prepare(`
    update models set removed_until = @until, removed_bytes = @bytes, removed_files = @putAway,
      hidden = @hidden
    where id = @id`)
  const readBlocks = database
    .prepare('select blocks from model_files where model_id = ? and role = ? and part = ?')
    .pluck()
  const writeBlocks = database.prepare(
    'update model_files set blocks = ? where model_id = ? and role = ? and part = ?',
  )
  const deleteAll = database.prepare('delete from models where id = ?')

  let known: StoredModel[] | undefined
  const writing =
    <Input extends unknown[]>(write: (...input: Input) => void) =>
    (...input: Input): void => {
      known = undefined
      database.transaction(write)(...input)
    }

  const list = (): StoredModel[] => (known ??= toStoredModels(models.all(), files.all()))

  return {
    list,
    find: (modelId: string) => list().find(({ id }) => id === modelId) ?? null,

    /** Writes what was found; what the user chose stays. Files that are not named are forgotten. */
    update: writing((update: ModelUpdate) => {
      const { facts, files: named, id, origin, problem, projectorFacts, ...rest } = update
      upsert.run({
        id,
        ...rest,
        facts: json(facts),
        projectorFacts: json(projectorFacts),
        problem: json(problem),
        origin: json(origin),
        now: Date.now(),
      })
      for (const { check, ...file } of named) upsertFile.run({ modelId: id, ...file, ...check })
      for (const { part, role } of filePlaces.all(id) as FilePlace[])
        if (!named.some((file) => file.role === role && file.part === part))
          deleteFile.run(id, role, part)
    }),

    rename: writing((modelId: string, name: string) => {
      setName.run(name, modelId)
    }),
    setOptions: writing((modelId: string, options: LoadOptions) => {
      setOptions.run(JSON.stringify(options), modelId)
    }),
    /** Null puts it back into the list; `hidden` keeps it out for good. */
    setRemoval: writing((modelId: string, removal: Removal | null, hidden: boolean) => {
      setRemoval.run({
        id: modelId,
        until: removal?.until ?? null,
        bytes: removal?.bytes ?? 0,
        putAway: removal?.filesPutAway ? 1 : 0,
        hidden: hidden ? 1 : 0,
      })
    }),
    /** Keeps only what brings its id back: the files are gone, or nobody looks at them any more. */
    forgetPlace: writing((modelId: string) => {
      setRoot.run(null, modelId)
    }),
    /** The same for all models of a folder. */
    forgetPlacesIn: writing((rootId: string) => {
      leaveRoot.run(rootId)
    }),
    delete: writing((modelId: string) => {
      deleteAll.run(modelId)
    }),
    /** Names the new place of all its files, in one step. */
    setPlace: writing(
      (modelId: string, rootId: string, paths: readonly (FilePlace & { path: string })[]) => {
        setRoot.run(rootId, modelId)
        for (const { part, path, role } of paths) setPath.run(path, modelId, role, part)
      },
    ),
    /** How a check of a file went; `now` is the file as it is after a repair. */
    setCheck: writing(
      (
        modelId: string,
        { part, role }: FilePlace,
        check: ModelFile['check'],
        now?: Pick<StoredFile, 'bytes' | 'modifiedAt'>,
      ) => {
        const changed = { bytes: now?.bytes ?? null, modifiedAt: now?.modifiedAt ?? null }
        setCheck.run({ modelId, role, part, ...check, ...changed })
      },
    ),
    /** sha256 of each block of a file, 32 bytes each; null where they were not recorded. */
    blocksOf: (modelId: string, { part, role }: FilePlace) =>
      (readBlocks.get(modelId, role, part) ?? null) as Uint8Array | null,
    setBlocks: (modelId: string, { part, role }: FilePlace, blocks: Uint8Array): void => {
      writeBlocks.run(blocks, modelId, role, part)
    },
  }
}
