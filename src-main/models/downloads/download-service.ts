import type { ModelChoice } from '../../contract/discovery.ts'
import type { DownloadsSnapshot } from '../../contract/downloads.ts'
import type { RepositoryRef } from '../../contract/model-sources.ts'
import type { Settings } from '../../contract/settings.ts'
import type { Database } from '../../database/open-database.ts'
import type { HttpClient } from '../../network/http.ts'
import { CaratError } from '../../platform/carat-error.ts'
import { log } from '../../platform/log.ts'
import type { DownloadHome } from '../library/downloaded-model.ts'
import type { ModelSources } from '../sources/model-source.ts'
import { type ArrivedFile, checkFiles } from './check-files.ts'
import { clearUp } from './clear-up.ts'
import { createContentFetcher } from './content-fetcher.ts'
import { type Disk, realDisk } from './disk.ts'
import { createDownloadFeed } from './download-feed.ts'
import { createDownloadJob, type DownloadJob, isUnderWay } from './download-job.ts'
import { contentKey } from './download-plan.ts'
import { createDownloadQueue } from './download-queue.ts'
import { createDownloadStore, type StoredDownload } from './download-store.ts'
import { prepareDownload } from './prepare-download.ts'
import { createSpeedLimit } from './speed-limit.ts'

/** What downloads need from the rest of the services. */
export interface DownloadParts {
  database: Database
  sources: ModelSources
  http: HttpClient
  home: DownloadHome
  settings: {
    read(): Settings
    follow(signal: AbortSignal | undefined): AsyncIterable<Settings>
  }
  /** What the model of a repository is called; its repository's title where nobody knows. */
  nameOf?(ref: RepositoryRef): string | null
  /** For the dock or task bar: all downloads together, 0 to 1; null when none is under way. */
  onProgress(fraction: number | null): void
  /** Looks into complete files before they become a model; `check-files.ts` unless given. */
  checkFiles?(files: readonly ArrivedFile[], signal: AbortSignal): Promise<void>
  /** The computer's unless given. */
  disk?: Disk
}

export type DownloadService = ReturnType<typeof createDownloadService>

/**
 * The queue of downloads; see `contract/downloads.ts`. Commands commit and answer; what is under way
 * goes on by itself, also after a restart, until it is done, paused or cannot be mended by trying
 * again.
 */
export function createDownloadService(options: DownloadParts) {
  const { database, disk = realDisk, home, http, settings, sources } = options
  const store = createDownloadStore(database)
  const closing = new AbortController()
  let current = settings.read()
  const limit = createSpeedLimit(() => current.downloadSpeedLimit)
  const stored = store.list()
  let jobs = stored.filter(({ status }) => status !== 'cancelled').map(toJob)
  const feed = createDownloadFeed({ store, jobs: () => jobs, onProgress: options.onProgress })
  const fetcher = createContentFetcher({ http, sources, limit, disk, store })
  const nameOf = options.nameOf ?? (() => null)
  const parts = { home, store, fetcher, disk, sources, isShared, nameOf, jobs: () => jobs }
  const queue = createDownloadQueue({
    parts: { ...parts, checkFiles: options.checkFiles ?? checkFiles },
    simultaneous: () => current.simultaneousDownloads,
    order: () => jobs,
    onEnd: (job) => clearUp(job.stored.rootId, parts, unfinished),
  })
  const starting = new Map<string, Promise<string>>()
  const ready = goOn()
  ready.catch((error: unknown) => log.error({ error }, 'downloads could not go on'))
  void followSettings()

  function toJob(download: StoredDownload): DownloadJob {
    return createDownloadJob(download, () => feed.changed())
  }

  function unfinished(): StoredDownload[] {
    return jobs.map((job) => job.stored).filter(({ status }) => status !== 'done')
  }

  function isShared({ id, rootId }: StoredDownload, content: string): boolean {
    return unfinished().some(
      (other) =>
        other.id !== id &&
        other.rootId === rootId &&
        other.files.some((file) => contentKey(other.choice, file) === content),
    )
  }

  async function followSettings(): Promise<void> {
    for await (const changed of settings.follow(closing.signal)) {
      current = changed
      queue.reorder()
    }
  }

  /** Goes on with what was under way when the app ended, and clears up what it left. */
  async function goOn(): Promise<void> {
    for (const job of jobs) if (job.stored.status !== 'done') await countWhatIsHere(job)
    for (const rootId of new Set([null, ...stored.map((each) => each.rootId)]))
      await clearUp(rootId, parts, unfinished)
    for (const { id, status } of stored) if (status === 'cancelled') store.remove(id)
    if (closing.signal.aborted) return
    for (const job of jobs) if (job.stored.status === 'active') queue.begin(job)
    feed.changed()
  }

  async function countWhatIsHere(job: DownloadJob): Promise<void> {
    const download = job.stored
    const root = await home.root(download.rootId).catch(() => null)
    if (!root) return
    for (const file of download.files) {
      const wanted = { root: root.path, download, file }
      job.note(file, { kind: 'recorded', doneBytes: await fetcher.recordedBytes(wanted) })
    }
  }

  function find(downloadId: string): DownloadJob {
    const job = jobs.find((each) => each.stored.id === downloadId)
    if (!job) throw new CaratError('DOWNLOAD_NOT_FOUND', { downloadId })
    return job
  }

  async function reuseOrCreate(choice: ModelChoice, rootId: string | null): Promise<string> {
    await ready
    const same = jobs.find((job) => keyOf(job.stored.choice) === keyOf(choice))
    const isGone = same?.state().kind === 'done' && home.find(choice) === null
    if (same && !isGone) {
      await resume(same.stored.id)
      return same.stored.id
    }
    if (same) await cancel(same.stored.id)
    const download = await prepareDownload(choice, rootId, parts, closing.signal)
    store.add(download)
    const job = toJob(download)
    jobs = [...jobs, job]
    if (download.status === 'active') queue.begin(job)
    feed.changed()
    return download.id
  }

  async function pause(downloadId: string): Promise<void> {
    await ready
    const job = find(downloadId)
    if (!isUnderWay(job)) return
    job.stored.status = 'paused'
    store.setStatus(job.stored)
    await queue.halt(job, 'paused')
    // It may have come to its end meanwhile.
    if (isUnderWay(job)) job.setState({ kind: 'paused' })
    feed.save()
  }

  async function resume(downloadId: string): Promise<void> {
    await ready
    const job = find(downloadId)
    if (job.state().kind === 'done') return
    if (isUnderWay(job)) return queue.wake(job)
    Object.assign(job.stored, { status: 'active', failure: null })
    store.setStatus(job.stored)
    queue.begin(job)
  }

  async function cancel(downloadId: string): Promise<void> {
    await ready
    const job = find(downloadId)
    if (job.state().kind !== 'done') {
      job.stored.status = 'cancelled'
      store.setStatus(job.stored)
      await queue.halt(job, 'cancelled')
    }
    jobs = jobs.filter((each) => each !== job)
    await clearUp(job.stored.rootId, parts, unfinished)
    store.remove(downloadId)
    feed.changed()
  }

  return {
    /** Holds everything that is fetched, also by others, to the speed in the settings. */
    limit,

    async *follow(signal: AbortSignal | undefined): AsyncGenerator<DownloadsSnapshot, void, void> {
      // What is on disk has to be counted first, or the first figures would fall behind the last.
      await ready.catch(() => {})
      yield* feed.follow(signal)
    },

    /**
     * Commits the wish and answers with its id; one that is on its way already answers with that, and
     * goes on if it was paused. It outlives whoever asked.
     *
     * @throws as `prepareDownload`
     */
    async start(choice: ModelChoice, rootId: string | null): Promise<string> {
      const key = keyOf(choice)
      const made =
        starting.get(key) ?? reuseOrCreate(choice, rootId).finally(() => starting.delete(key))
      starting.set(key, made)
      return await made
    },

    /** @throws CaratError `DOWNLOAD_NOT_FOUND` */
    pause,

    /**
     * Goes on with a paused or failed one; one that waits tries at once.
     *
     * @throws CaratError `DOWNLOAD_NOT_FOUND`
     */
    resume,

    /** @throws CaratError `DOWNLOAD_NOT_FOUND` */
    cancel,

    /**
     * Puts it before another, or last for null.
     *
     * @throws CaratError `DOWNLOAD_NOT_FOUND`
     */
    async move(downloadId: string, beforeId: string | null): Promise<void> {
      await ready
      const job = find(downloadId)
      const before = beforeId === null ? null : find(beforeId)
      if (job === before) return
      const others = jobs.filter((each) => each !== job)
      jobs = others.toSpliced(before ? others.indexOf(before) : others.length, 0, job)
      store.setOrder(jobs.map((each) => each.stored.id))
      queue.reorder()
      feed.changed()
    },

    /** All that wait try at once: a token came, a licence was accepted, the network is back. */
    retryAccess(): void {
      for (const job of jobs) if (job.state().kind === 'waiting') queue.wake(job)
    },

    /** Ends all transfers; what arrived is kept. */
    async dispose(): Promise<void> {
      closing.abort(new Error('Carat ends'))
      await ready.catch(() => {})
      await Promise.all(jobs.map((job) => queue.halt(job, 'Carat ends')))
      feed.close()
    },
  }
}

const keyOf = ({ projectorPath, ref, revision, variantId }: ModelChoice) =>
  JSON.stringify([ref.source, ref.repository, revision, variantId, projectorPath])
