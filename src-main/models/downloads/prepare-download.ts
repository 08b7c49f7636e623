import { randomUUID } from 'node:crypto'
import type { ModelChoice } from '../../contract/discovery.ts'
import type { RepositoryRef } from '../../contract/model-sources.ts'
import type { DownloadHome } from '../library/downloaded-model.ts'
import type { ModelSources } from '../sources/model-source.ts'
import type { Disk } from './disk.ts'
import { readSpace, requireSpace } from './disk-space.ts'
import { type DownloadJob, isUnderWay } from './download-job.ts'
import { planDownload } from './download-plan.ts'
import type { StoredDownload } from './download-store.ts'

export interface PrepareParts {
  home: DownloadHome
  sources: ModelSources
  disk: Disk
  /** What the model of a repository is called, where that is known. */
  nameOf(ref: RepositoryRef): string | null
  /** All downloads there are, now. */
  jobs(): readonly DownloadJob[]
}

/**
 * Finds out all that a download needs before it begins, and whether there is room for it. For a model
 * that is in the library already, the answer is a download that is done.
 *
 * @throws CaratError `DOWNLOAD_NO_SPACE`, `FOLDER_FILE_TOO_LARGE`, `GGUF_PARTS_MISSING`, those of the
 *   source and of `DownloadHome.root`
 */
export async function prepareDownload(
  choice: ModelChoice,
  rootId: string | null,
  { disk, home, jobs, nameOf, sources }: PrepareParts,
  signal: AbortSignal,
): Promise<StoredDownload> {
  const plan = await planDownload(sources[choice.ref.source], choice, nameOf(choice.ref), signal)
  const root = await home.root(rootId)
  const modelId = home.find(choice)
  if (modelId === null) {
    const sizes = plan.files.map(({ bytes }) => bytes)
    const promised = await promisedBytes(root.path, jobs().filter(isUnderWay), home, disk)
    await requireSpace(root.path, sizes, promised, disk)
  }
  signal.throwIfAborted()
  return {
    ...plan,
    id: randomUUID(),
    rootId: root.rootId,
    placed: false,
    status: modelId === null ? 'active' : 'done',
    failure: null,
    modelId,
    shownBytes: 0,
  }
}

/** What these will still write on the disk of a folder. */
async function promisedBytes(
  folder: string,
  jobs: readonly DownloadJob[],
  home: DownloadHome,
  disk: Disk,
): Promise<number> {
  const { device } = await readSpace(folder, disk)
  let bytes = 0
  for (const job of jobs) {
    const root = await home.root(job.stored.rootId).catch(() => null)
    const space = root && (await disk.space(root.path).catch(() => null))
    if (space?.device === device) bytes += job.missingBytes()
  }
  return bytes
}
