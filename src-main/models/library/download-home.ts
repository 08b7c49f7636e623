import type { ModelChoice } from '../../contract/discovery.ts'
import type { Database } from '../../database/open-database.ts'
import { CaratError } from '../../platform/carat-error.ts'
import { adoptDownload } from './adopt-download.ts'
import type { DownloadHome } from './downloaded-model.ts'
import type { LibraryContext } from './library-context.ts'
import { isListed, type StoredRoot } from './stored-model.ts'

/**
 * A folder that models can be put into now.
 *
 * @throws CaratError `FOLDER_UNAVAILABLE`, `FOLDER_NOT_WRITABLE`
 */
export async function requireWritableRoot(
  { roots, scanner }: LibraryContext,
  rootId: string | null,
): Promise<StoredRoot> {
  const root = roots
    .list()
    .find(({ id, isDefault }) => (rootId === null ? isDefault : id === rootId))
  if (!root) throw new CaratError('FOLDER_UNAVAILABLE', { path: rootId ?? '' })
  const { here, writable } = await scanner.refreshCondition(root)
  if (!here) throw new CaratError('FOLDER_UNAVAILABLE', { path: root.path })
  if (!writable) throw new CaratError('FOLDER_NOT_WRITABLE', { path: root.path })
  return root
}

/** What downloads need of the library. `onChange` is told when one was put into the list. */
export function createDownloadHome(
  context: LibraryContext,
  database: Database,
  signal: AbortSignal,
  onChange: () => void,
): DownloadHome {
  return {
    async root(rootId) {
      const { id, path } = await requireWritableRoot(context, rootId)
      return { rootId: id, path }
    },
    async adopt(download) {
      const id = await adoptDownload(context, database, download, signal)
      onChange()
      return id
    },
    find: (choice) => findChoice(context, choice),
  }
}

function findChoice({ scanner, store }: LibraryContext, choice: ModelChoice): string | null {
  const { projectorPath, ref, revision, variantId } = choice
  const found = store.list().find((model) => {
    const { files, id, origin } = model
    const isSame =
      origin?.revision === revision &&
      origin.ref.source === ref.source &&
      origin.ref.repository === ref.repository
    const has = (role: 'weights' | 'projector', path: string) =>
      files.some((file) => file.role === role && file.sourcePath === path)
    return (
      isSame &&
      isListed(model) &&
      scanner.isHere(id) &&
      has('weights', variantId) &&
      (projectorPath === null || has('projector', projectorPath))
    )
  })
  return found?.id ?? null
}
