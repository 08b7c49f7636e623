import type { DownloadsSnapshot } from '../../contract/downloads.ts'
import { createBroadcast } from '../../platform/broadcast.ts'
import { log } from '../../platform/log.ts'
import { type DownloadJob, isUnderWay } from './download-job.ts'
import type { DownloadStore } from './download-store.ts'

/** At most four snapshots a second. */
const SNAPSHOT_TIME = 250
/** Speeds and countdowns change also when nothing happens. */
const TICK_TIME = 1000
/** How often what is shown is remembered for the next start. */
const SAVE_TIME = 2000

/** Shows the queue to whoever follows, the dock and the next start. */
export function createDownloadFeed(options: {
  store: DownloadStore
  jobs(): readonly DownloadJob[]
  onProgress(fraction: number | null): void
}) {
  const { jobs, onProgress, store } = options
  const changes = createBroadcast<DownloadsSnapshot>()
  let sequence = 0
  let timer: NodeJS.Timeout | null = null
  let due = Number.POSITIVE_INFINITY
  let published = Number.NEGATIVE_INFINITY
  let saved = performance.now()
  let overall: number | null = null
  let closed = false

  const snapshot = (): DownloadsSnapshot => ({
    sequence,
    downloads: jobs().map((job) => job.toDownload()),
  })

  function publish(): void {
    timer = null
    due = Number.POSITIVE_INFINITY
    published = performance.now()
    sequence += 1
    changes.publish(snapshot())
    const active = jobs().filter(isUnderWay)
    showOverall(active)
    if (published - saved > SAVE_TIME) save()
    if (active.length > 0) schedule(published + TICK_TIME)
  }

  function showOverall(active: readonly DownloadJob[]): void {
    const total = active.reduce((sum, { totalBytes }) => sum + totalBytes, 0)
    const done = active.reduce((sum, job) => sum + job.shownBytes(), 0)
    const fraction = active.length === 0 ? null : Math.min(1, done / Math.max(1, total))
    if (fraction !== overall) onProgress(fraction)
    overall = fraction
  }

  function schedule(at: number): void {
    if (closed || at >= due) return
    if (timer) clearTimeout(timer)
    due = at
    timer = setTimeout(publish, Math.max(0, at - performance.now())).unref()
  }

  /** Remembers what is shown, so that it does not fall over a restart. */
  function save(): void {
    saved = performance.now()
    try {
      store.setShownBytes(jobs().map((job) => [job.stored.id, job.shownBytes()] as const))
    } catch (error) {
      log.error({ error }, 'the progress of downloads could not be saved')
    }
  }

  return {
    follow: (signal: AbortSignal | undefined) => changes.follow(signal, snapshot),
    /** Something is different: tells it soon. */
    changed: () => schedule(published + SNAPSHOT_TIME),
    save,
    close(): void {
      closed = true
      if (timer) clearTimeout(timer)
      save()
      if (overall !== null) onProgress(null)
    },
  }
}
