import { onTestFinished } from 'vitest'
import type { Download, DownloadsSnapshot } from '../../../contract/downloads.ts'
import type { Settings } from '../../../contract/settings.ts'
import { createBroadcast } from '../../../platform/broadcast.ts'
import { openTestLibrary } from '../../library/testing/open-test-library.ts'
import type { ModelSources } from '../../sources/model-source.ts'
import type { Disk } from '../disk.ts'
import { createDownloadService } from '../download-service.ts'
import { createTestHttp } from './serve-content.ts'

const usual: Settings = {
  language: 'system',
  theme: 'system',
  density: 'comfortable',
  readAhead: true,
  notifications: 'off',
  selectedModelId: '',
  simultaneousDownloads: 2,
  downloadSpeedLimit: null,
}

/** For tests: downloads into a real library, as the app starts them; again for a restart. */
export async function openDownloads(options: {
  sources: ModelSources
  dataFolder?: string
  settings?: Partial<Settings>
  disk?: Disk
}) {
  const { sources } = options
  const place = options.dataFolder === undefined ? {} : { dataFolder: options.dataFolder }
  const library = await openTestLibrary({ ...place, sources })
  let settings = { ...usual, ...options.settings }
  const changes = createBroadcast<Settings>()
  const fractions: (number | null)[] = []
  const downloads = createDownloadService({
    database: library.database,
    sources,
    http: createTestHttp(),
    home: library.library.home,
    settings: { read: () => settings, follow: (signal) => changes.follow(signal) },
    onProgress: (fraction) => fractions.push(fraction),
    ...(options.disk && { disk: options.disk }),
  })
  const snapshots: DownloadsSnapshot[] = []
  const watching = new AbortController()
  const watched = (async () => {
    for await (const snapshot of downloads.follow(watching.signal)) snapshots.push(snapshot)
  })()
  const close = async () => {
    if (watching.signal.aborted) return
    await downloads.dispose()
    watching.abort()
    await watched
    await library.close()
  }
  onTestFinished(close)

  /** Waits for a snapshot that is as wanted, from now on. */
  const until = async (isWanted: (downloads: Download[]) => boolean): Promise<Download[]> => {
    for await (const snapshot of downloads.follow(AbortSignal.timeout(15_000)))
      if (isWanted(snapshot.downloads)) return snapshot.downloads
    throw new Error(`it did not come: ${JSON.stringify(snapshots.at(-1), null, 1)}`)
  }
  return {
    ...library,
    downloads,
    fractions,
    snapshots,
    close,
    until,
    /** Waits for one to be as wanted. */
    untilOne: async (id: string, isWanted: (download: Download) => boolean): Promise<Download> => {
      const found = (all: Download[]) => all.find((each) => each.id === id && isWanted(each))
      return found(await until((all) => found(all) !== undefined)) as Download
    },
    change: (patch: Partial<Settings>) => {
      settings = { ...settings, ...patch }
      changes.publish(settings)
    },
  }
}
