import { join } from 'node:path'
import { CaratError } from '../../platform/carat-error.ts'
import type { DownloadedFile, DownloadHome } from '../library/downloaded-model.ts'
import type { Digests } from './block-digests.ts'
import type { ArrivedFile } from './check-files.ts'
import type { ContentFetcher, ContentListener } from './content-fetcher.ts'
import { type Disk, makeFolder } from './disk.ts'
import { readSpace, requireSpace, reserveFor } from './disk-space.ts'
import type { DownloadJob } from './download-job.ts'
import { contentKey, type PlannedFile } from './download-plan.ts'
import type { DownloadStore, StoredDownload } from './download-store.ts'
import { contentPlace, lengthOf, placeFolder, stageFile, stageOf } from './downloads-folder.ts'
import { mapDiskError } from './map-disk-error.ts'

export interface RunParts {
  home: DownloadHome
  store: DownloadStore
  fetcher: ContentFetcher
  disk: Disk
  /** Looks into complete files before they become a model. @throws CaratError */
  checkFiles(files: readonly ArrivedFile[], signal: AbortSignal): Promise<void>
  /** Whether another download needs this content, too. */
  isShared(download: StoredDownload, content: string): boolean
}

/** How often the free space is looked at while bytes come in, in milliseconds. */
const SPACE_TIME = 2000

/**
 * Takes a download from wherever it is to a model in the library, one step after the other; each may
 * have been done by a run before that was killed.
 *
 * @returns the model's id
 * @throws CaratError for what a person can read; anything else is a mistake of ours
 */
export async function runDownload(
  job: DownloadJob,
  parts: RunParts,
  recover: ContentListener['recover'],
  signal: AbortSignal,
): Promise<string> {
  const { home, store } = parts
  const { stored } = job
  const { path: root } = await home.root(stored.rootId)
  try {
    if (stored.placed && !(await isPlaced(root, stored))) forgetPlace(stored, store)
    if (!stored.placed) await collect(job, root, parts, recover, signal)
    // From here on it ends within moments, and is not interrupted.
    signal.throwIfAborted()
    const folder = await placeFolder(root, stored, (name) => {
      Object.assign(stored, { folder: name, placed: true })
      store.setPlaced(stored)
    })
    return await home.adopt({
      choice: stored.choice,
      title: stored.title,
      label: stored.label,
      rootId: stored.rootId,
      folder,
      files: stored.files.map((file) => toDownloadedFile(file, digestsOf(stored, file, store))),
    })
  } catch (error) {
    signal.throwIfAborted()
    const space = await parts.disk.space(root).catch(() => null)
    throw mapDiskError(error, {
      folder: root,
      bytes: job.missingBytes(),
      largestBytes: Math.max(...stored.files.map(({ bytes }) => bytes)),
      freeBytes: space?.freeBytes ?? 0,
    })
  }
}

/** Whether the folder is there under the name it was about to get, or still under that of the stage. */
async function isPlaced(root: string, { files, folder, id }: StoredDownload): Promise<boolean> {
  for (const place of [stageOf(root, id), join(root, folder)]) {
    const lengths = await Promise.all(files.map(({ fileName }) => lengthOf(join(place, fileName))))
    if (files.every(({ bytes }, at) => lengths[at] === bytes)) return true
  }
  return false
}

/** Somebody has taken the folder away before it was a model: it is fetched again. */
function forgetPlace(stored: StoredDownload, store: DownloadStore): void {
  stored.placed = false
  store.setPlaced(stored)
}

/** Fetches all files, puts them together and looks into them. */
async function collect(
  job: DownloadJob,
  root: string,
  { checkFiles, disk, fetcher, isShared, store }: RunParts,
  recover: ContentListener['recover'],
  signal: AbortSignal,
): Promise<void> {
  const { stored } = job
  const stage = stageOf(root, stored.id)
  await makeFolder(stage)
  await requireSpace(root, [job.missingBytes()], 0, disk)
  const watch = watchSpace(job, root, disk, signal)
  try {
    for (const file of stored.files) {
      const content = contentKey(stored.choice, file)
      const staged = join(stage, file.fileName)
      const isStaged =
        store.findContent(stored.rootId, content) && (await lengthOf(staged)) === file.bytes
      if (!isStaged) {
        const listener = { recover, onProgress: job.note.bind(null, file) }
        await fetcher.fetch({ root, download: stored, file }, listener, watch.signal)
        await stageFile(contentPlace(root, content).path, staged, isShared(stored, content))
      }
      job.note(file, { kind: 'recorded', doneBytes: file.bytes })
      job.note(file, { kind: 'hashing', fraction: 1 })
    }
  } finally {
    watch.end()
  }
  job.setState({ kind: 'verifying', fraction: 1 })
  await checkFiles(
    stored.files.map(({ fileName, path, role }) => ({
      role,
      path: join(stage, fileName),
      name: path,
    })),
    signal,
  )
}

/** Stops when somebody else fills the disk: what must stay free stays free. */
function watchSpace(job: DownloadJob, root: string, disk: Disk, signal: AbortSignal) {
  const full = new AbortController()
  const look = async () => {
    const { freeBytes } = await readSpace(root, disk)
    const neededBytes = job.missingBytes() + reserveFor(job.missingBytes())
    if (job.missingBytes() > 0 && freeBytes < reserveFor(job.missingBytes()))
      throw new CaratError('DOWNLOAD_NO_SPACE', { neededBytes, freeBytes, folder: root })
  }
  const timer = setInterval(() => {
    look().catch((error: unknown) => full.abort(error))
  }, SPACE_TIME)
  return { signal: AbortSignal.any([signal, full.signal]), end: () => clearInterval(timer) }
}

function digestsOf(stored: StoredDownload, file: PlannedFile, store: DownloadStore): Digests {
  const digests = store.findContent(stored.rootId, contentKey(stored.choice, file))
  if (!digests) throw new Error(`the digests of ${file.fileName} are missing`)
  return digests
}

function toDownloadedFile(file: PlannedFile, { blocks, sha256 }: Digests): DownloadedFile {
  const { bytes, fileName, path, role } = file
  const published = file.sha256 !== null
  return { role, fileName, sourcePath: path, bytes, sha256, published, blocks }
}
