import { log } from '../../platform/log.ts'
import type { DownloadHome } from '../library/downloaded-model.ts'
import { contentKey } from './download-plan.ts'
import type { DownloadStore, StoredDownload } from './download-store.ts'
import { sweepDownloads } from './downloads-folder.ts'

/**
 * Deletes what no download needs any more: of a root's downloads folder, and what is known of files in
 * it. What cannot be deleted now is left to the next time.
 *
 * @param unfinished downloads that are not done, now
 */
export async function clearUp(
  rootId: string | null,
  { home, store }: { home: DownloadHome; store: DownloadStore },
  unfinished: () => readonly StoredDownload[],
): Promise<void> {
  const root = await home.root(rootId).catch(() => null)
  if (!root) return
  const needed = () => unfinished().filter((each) => each.rootId === root.rootId)
  try {
    await sweepDownloads(root.path, needed)
  } catch (error) {
    log.warn({ error }, 'the downloads folder could not be cleared up')
  }
  const contents = new Set(
    needed().flatMap(({ choice, files }) => files.map((file) => contentKey(choice, file))),
  )
  for (const content of store.listContents(root.rootId))
    if (!contents.has(content)) store.removeContent(root.rootId, content)
}
