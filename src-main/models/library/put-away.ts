import { existsSync } from 'node:fs'
import { lstat, mkdir, rename } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { chooseFolder, folderNameFor, removeEmptyFolders } from './folder-names.ts'
import {
  isShared,
  type LibraryContext,
  pathOf,
  type PlacedModel,
  workFolder,
} from './library-context.ts'
import type { StoredFile } from './stored-model.ts'
import { toStoredPath } from './stored-path.ts'

/** Where the files of a removed model wait. */
export const removedFolder = ({ model, root }: PlacedModel) =>
  join(workFolder(root, 'removed'), folderNameFor(model.id))

interface Moving {
  file: StoredFile
  from: string
  to: string
}

/** Where each file lies or lay, and where it waits while it is put away. */
function listPlaces(placed: PlacedModel): Moving[] {
  const folder = removedFolder(placed)
  return placed.model.files.map((file) => {
    const from = pathOf(placed.root, file)
    return { file, from, to: join(folder, basename(from)) }
  })
}

/** Files that go with the model: not those another model needs. */
const listOwn = (context: LibraryContext, placed: PlacedModel) =>
  listPlaces(placed).filter(({ file }) => !isShared(context, placed, file))

/** What deleting its files would free: nothing for links, and for files that have other names too. */
export async function countFreedBytes(
  context: LibraryContext,
  placed: PlacedModel,
): Promise<number> {
  let bytes = 0
  for (const { from } of listOwn(context, placed)) {
    const facts = await lstat(from).catch(() => null)
    if (facts?.isFile() && facts.nlink === 1) bytes += facts.size
  }
  return bytes
}

/**
 * Moves the files of a model out of sight; those that are there already stay.
 *
 * @throws the system's error, with all files back in place
 */
export async function putFilesAway(context: LibraryContext, placed: PlacedModel): Promise<void> {
  const moved: Moving[] = []
  try {
    for (const each of listOwn(context, placed)) {
      if (!existsSync(each.from) || existsSync(each.to)) continue
      await mkdir(dirname(each.to), { recursive: true, mode: 0o700 })
      await rename(each.from, each.to)
      moved.push(each)
    }
  } catch (error) {
    for (const { from, to } of moved) await rename(to, from)
    throw error
  }
  for (const { from } of moved) await removeEmptyFolders(dirname(from), placed.root.path)
}

/**
 * Puts the files of a removed model back where they were, or in a folder of their own when something
 * else lies there now.
 *
 * @throws the system's error; files that are back stay, and another try goes on
 */
export async function putFilesBack(context: LibraryContext, placed: PlacedModel): Promise<void> {
  const { model, root } = placed
  const waiting = listPlaces(placed).filter(({ to }) => existsSync(to))
  const [first] = waiting
  if (!first) return
  const isTaken = waiting.some(({ from }) => existsSync(from))
  const folder = isTaken ? chooseFolder(root.path, root.path, first.from) : null
  const places = waiting.map((each) => ({
    ...each,
    from: folder === null ? each.from : join(folder, basename(each.from)),
  }))
  for (const { from, to } of places) {
    await mkdir(dirname(from), { recursive: true })
    await rename(to, from)
  }
  if (folder !== null)
    context.store.setPlace(
      model.id,
      root.id,
      places.map(({ file: { part, role }, from }) => ({
        part,
        role,
        path: toStoredPath(root.path, from),
      })),
    )
  await removeEmptyFolders(removedFolder(placed), root.path)
}
