import { copyFile as copyWhole, mkdir, rename, rm, stat, utimes } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { CaratError } from '../../platform/carat-error.ts'
import { syncNames } from '../downloads/disk.ts'
import { requireSpace } from '../downloads/disk-space.ts'
import type { TaskProgress } from './file-tasks.ts'
import { chooseFolder, folderNameFor, removeEmptyFolders } from './folder-names.ts'
import { copyFile, hashFile } from './hash-file.ts'
import {
  isShared,
  type LibraryContext,
  pathOf,
  type PlacedModel,
  workFolder,
} from './library-context.ts'
import type { MovingFile, MoveStore } from './move-store.ts'
import { isErrorCode } from './system-error.ts'
import type { StoredRoot } from './stored-model.ts'
import { toStoredPath } from './stored-path.ts'

/** A move and what it works with. */
interface Move {
  context: LibraryContext
  moves: MoveStore
  placed: PlacedModel
  target: StoredRoot
  /** Of its own in the target. */
  folder: string
  files: MovingFile[]
}

/**
 * Moves a model's files to another folder: by renaming on the same drive, else by copying, comparing
 * hashes and deleting the old ones only when the library names the new ones.
 *
 * @throws CaratError `DOWNLOAD_NO_SPACE`, `FOLDER_FILE_TOO_LARGE`; the system's errors and the
 *   signal's reason: the files are as before then
 */
export async function moveModel(
  parts: Pick<Move, 'context' | 'moves' | 'placed' | 'target'>,
  canRename: SameDrive,
  progress: TaskProgress,
  signal: AbortSignal,
): Promise<void> {
  const { context, placed, target } = parts
  const paths = placed.model.files.map((file) => pathOf(placed.root, file))
  const folder = chooseFolder(target.path, placed.root.path, paths[0] ?? placed.model.id)
  const files = placed.model.files.map((file, index): MovingFile => {
    const from = paths[index] ?? ''
    const { part, role } = file
    const shared = isShared(context, placed, file)
    return { role, part, from, to: join(folder, basename(from)), shared }
  })
  const move = { ...parts, folder, files }
  if (!(await canRename(paths[0] ?? '', target.path)) || !(await moveByRenaming(move)))
    await moveByCopying(move, progress, signal)
}

/** Whether a file can be renamed into a folder, as far as the system says before it is tried. */
export type SameDrive = (file: string, folder: string) => Promise<boolean>

export const isSameDrive: SameDrive = async (file, folder) => {
  const [one, other] = await Promise.all([stat(file), stat(folder)])
  return one.dev === other.dev
}

/** @returns false, with nothing changed, when it turns out to be another drive after all */
async function moveByRenaming({
  context,
  files,
  folder,
  moves,
  placed,
  target,
}: Move): Promise<boolean> {
  const { model, root } = placed
  await context.engines.unload(model.id)
  return await context.scanner.change(async () => {
    moves.begin({ modelId: model.id, manner: 'rename', toRootId: target.id, files })
    const moved: MovingFile[] = []
    try {
      await mkdir(folder, { mode: 0o700 })
      for (const file of files) {
        if (file.shared) await copyWhole(file.from, file.to)
        else await rename(file.from, file.to)
        moved.push(file)
      }
      await syncNames(folder)
    } catch (error) {
      for (const { from, shared, to } of moved) await (shared ? rm(to) : rename(to, from))
      await removeEmptyFolders(folder, target.path)
      moves.end(model.id)
      if (isErrorCode(error, 'EXDEV')) return false
      throw error
    }
    moves.switchOver(model.id, () => setPlace(context, model.id, target, files))
    await removeEmptyFolders(dirname(files[0]?.from ?? root.path), root.path)
    moves.end(model.id)
    return true
  })
}

async function moveByCopying(move: Move, progress: TaskProgress, signal: AbortSignal) {
  const { context, files, folder, moves, placed, target } = move
  const { model, root } = placed
  const sizes = await Promise.all(files.map(async ({ from }) => (await stat(from)).size))
  await requireSpace(target.path, sizes, 0)
  progress.expect(2 * sizes.reduce((sum, bytes) => sum + bytes, 0))
  const staging = join(workFolder(target, 'moving'), folderNameFor(model.id))
  moves.begin({ modelId: model.id, manner: 'copy', toRootId: target.id, files })
  let switched = false
  try {
    await rm(staging, { recursive: true, force: true })
    await mkdir(staging, { recursive: true, mode: 0o700 })
    for (const { from, to } of files)
      await copyAndCompare(from, join(staging, basename(to)), progress, signal)
    await syncNames(staging)
    await context.engines.unload(model.id)
    await context.scanner.change(async () => {
      await rename(staging, folder)
      await removeEmptyFolders(dirname(staging), target.path)
      await syncNames(target.path)
      moves.switchOver(model.id, () => setPlace(context, model.id, target, files))
      switched = true
      await deleteMoved(files)
      await noteTimes(context, placed, files)
      await removeEmptyFolders(dirname(files[0]?.from ?? root.path), root.path)
      // Last of all: only while it is noted does the next start finish what a kill cut off.
      moves.end(model.id)
    })
  } catch (error) {
    // What is left to delete after the switch is deleted at the next start.
    if (!switched) {
      await rm(staging, { recursive: true, force: true })
      await removeEmptyFolders(dirname(staging), target.path)
      moves.end(model.id)
    }
    throw error
  }
}

/** Some drives keep times less exactly, which must not look like a change later. */
async function noteTimes(
  { store }: LibraryContext,
  { model }: PlacedModel,
  files: readonly MovingFile[],
): Promise<void> {
  for (const { part, role, to } of files) {
    const { mtimeMs, size } = await stat(to)
    const before = model.files.find((file) => file.part === part && file.role === role)
    if (before)
      store.setCheck(model.id, before, before.check, {
        bytes: size,
        modifiedAt: Math.floor(mtimeMs),
      })
  }
}

async function copyAndCompare(
  from: string,
  to: string,
  progress: TaskProgress,
  signal: AbortSignal,
): Promise<void> {
  const { atime, mtime } = await stat(from)
  const read = await copyFile(from, to, signal, progress.add)
  const written = await hashFile(to, signal, progress.add)
  if (read !== written)
    throw new CaratError('INTERNAL', { detail: `the drive changed ${basename(to)} while writing` })
  await utimes(to, atime, mtime)
}

/** Names the new places in the library. */
export function setPlace(
  { store }: LibraryContext,
  modelId: string,
  target: StoredRoot,
  files: readonly MovingFile[],
): void {
  const places = files.map(({ part, role, to }) => ({
    role,
    part,
    path: toStoredPath(target.path, to),
  }))
  store.setPlace(modelId, target.id, places)
}

/** Deletes what was copied, except files that another model needs. */
export async function deleteMoved(files: readonly MovingFile[]): Promise<void> {
  for (const { from, shared } of files) if (!shared) await rm(from, { force: true })
}
