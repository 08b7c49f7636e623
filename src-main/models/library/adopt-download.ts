import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Failure } from '../../contract/errors.ts'
import type { Database } from '../../database/open-database.ts'
import { CaratError } from '../../platform/carat-error.ts'
import { pairs } from '../gguf/projector-pairing.ts'
import type { DownloadedFile, DownloadedModel } from './downloaded-model.ts'
import { readFileFacts } from './file-facts.ts'
import { type Inspection, inspectUnit } from './inspect-unit.ts'
import { type LibraryContext, pathOf } from './library-context.ts'
import { isListed, type StoredFile, type StoredModel } from './stored-model.ts'
import { toStoredPath } from './stored-path.ts'

type PlacedFile = DownloadedFile & { path: string; part: number }

/**
 * Puts a finished download into the list with what is known of it: where it came from, its hashes.
 * A second call with the same folder answers the same id.
 *
 * @throws CaratError `FOLDER_UNAVAILABLE`, and the signal's reason
 */
export async function adoptDownload(
  context: LibraryContext,
  database: Database,
  download: DownloadedModel,
  signal: AbortSignal,
): Promise<string> {
  const root = context.roots.find(download.rootId)
  if (!root) throw new CaratError('FOLDER_UNAVAILABLE', { path: download.folder })
  const inRole = (role: DownloadedFile['role']) =>
    download.files
      .filter((file) => file.role === role)
      .map((file, part): PlacedFile => ({
        ...file,
        part,
        path: join(download.folder, file.fileName),
      }))
  const weights = inRole('weights')
  const projectors = inRole('projector')
  const files = [...weights, ...projectors]
  const inspect = (parts: PlacedFile[]) =>
    inspectUnit(
      { parts: parts.map(({ part, path }) => ({ part, path, sha256: null })), missing: [] },
      signal,
    )
  const model = await inspect(weights)
  const projector = projectors.length > 0 ? await inspect(projectors) : null
  const stored = await Promise.all(files.map((file) => toStoredFile(root.path, file)))

  return await context.scanner.change(async () => {
    const { choice, label, title } = download
    const known = recognize(context, root.id, stored, model.fingerprint)
    const id = known?.id ?? randomUUID()
    const isTaken = context.store
      .list()
      .some((other) => other.id !== id && isListed(other) && other.name === title)
    database.transaction(() => {
      context.store.update({
        id,
        rootId: root.id,
        name: isTaken ? `${title} ${label}` : title,
        nameSource: 'source',
        facts: model.facts,
        projectorFacts: projector?.facts ?? null,
        problem: problemOf(model, projector),
        fingerprint: model.fingerprint,
        origin: { ref: choice.ref, revision: choice.revision },
        files: stored,
      })
      for (const file of files) context.store.setBlocks(id, file, file.blocks)
      context.store.setRemoval(id, null, false)
    })()
    context.scanner.setHere(id, true)
    return id
  })
}

async function toStoredFile(rootPath: string, file: PlacedFile): Promise<StoredFile> {
  const facts = await readFileFacts(file.path)
  const { part, role, sha256, sourcePath } = file
  return {
    role,
    part,
    path: toStoredPath(rootPath, file.path),
    bytes: facts?.bytes ?? file.bytes,
    modifiedAt: facts?.modifiedAt ?? 0,
    sha256,
    sourcePath,
    check: { state: file.published ? 'ok' : 'unknown', at: Date.now() },
  }
}

/** One that a look found there already, or that was here before and is gone now. */
function recognize(
  { roots, store }: LibraryContext,
  rootId: string,
  files: readonly StoredFile[],
  fingerprint: string | null,
): StoredModel | undefined {
  const paths = new Set(files.map(({ path }) => path))
  const models = store.list().filter(({ removal }) => !removal?.filesPutAway)
  const isGone = (model: StoredModel) => {
    const root = roots.find(model.rootId)
    const [first] = model.files
    return !root || !first || !existsSync(pathOf(root, first))
  }
  return (
    models.find(
      (model) => model.rootId === rootId && model.files.some(({ path }) => paths.has(path)),
    ) ??
    models.find(
      (model) => fingerprint !== null && model.fingerprint === fingerprint && isGone(model),
    )
  )
}

function problemOf(model: Inspection, projector: Inspection | null): Failure | null {
  const failure = model.failure ?? projector?.failure ?? null
  if (failure || !model.facts || !projector?.facts) return failure
  const data = pairs(model.facts, projector.facts)
  return data && { code: 'PROJECTOR_MISMATCH', data }
}
