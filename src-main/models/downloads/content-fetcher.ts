import { join } from 'node:path'
import type { HttpClient } from '../../network/http.ts'
import type { ModelSources } from '../sources/model-source.ts'
import type { Digests } from './block-digests.ts'
import { type Disk, makeFolder } from './disk.ts'
import { contentKey, type PlannedFile } from './download-plan.ts'
import type { DownloadStore, StoredDownload } from './download-store.ts'
import { contentPlace, DOWNLOADS_FOLDER, lengthOf } from './downloads-folder.ts'
import { readJournal, removeJournal } from './journal.ts'
import type { SpeedLimit } from './speed-limit.ts'
import { journalKeyOf, type Transfer, type TransferProgress } from './transfer.ts'
import { finishTransfer, transferFile } from './transfer-file.ts'

/** Who waits for a file: hears how its transfer goes, and decides when it fails. */
export interface ContentListener {
  onProgress(progress: TransferProgress): void
  /** See `TransferOptions.recover`; only whoever began the transfer is asked. */
  recover(error: unknown, progressed: boolean): Promise<void>
}

/** A file of a download, in a root. */
export interface WantedContent {
  /** Absolute. */
  root: string
  download: StoredDownload
  file: PlannedFile
}

export type ContentFetcher = ReturnType<typeof createContentFetcher>

/**
 * Fetches files by their content: two downloads that need the same one share one transfer, whoever
 * came first, and it lies in the downloads folder until both are complete.
 */
export function createContentFetcher(options: {
  http: HttpClient
  sources: ModelSources
  limit: SpeedLimit
  disk: Disk
  store: DownloadStore
}) {
  const { disk, http, limit, sources, store } = options
  const running = new Map<string, { result: Promise<Digests>; listeners: Set<ContentListener> }>()

  function toTransfer({ download, file, root }: WantedContent): Transfer {
    const { choice } = download
    return {
      file: { ref: choice.ref, revision: choice.revision, path: file.path },
      bytes: file.bytes,
      sha256: file.sha256,
      partPath: contentPlace(root, contentKey(choice, file)).partPath,
    }
  }

  async function transfer(
    wanted: WantedContent,
    listeners: ReadonlySet<ContentListener>,
    recover: ContentListener['recover'],
    signal: AbortSignal,
  ): Promise<Digests> {
    const { download, file, root } = wanted
    const content = contentKey(download.choice, file)
    const place = contentPlace(root, content)
    const known = store.findContent(download.rootId, content)
    if (known && (await lengthOf(place.path)) === file.bytes) {
      // A kill may have come between the name and this.
      await removeJournal(place.partPath)
      return known
    }
    await makeFolder(join(root, DOWNLOADS_FOLDER))
    const digests = await transferFile(toTransfer(wanted), {
      http,
      source: sources[download.choice.ref.source],
      signal,
      limit,
      disk,
      onProgress: (progress) => listeners.forEach((each) => each.onProgress(progress)),
      recover,
    })
    // Before the name, so that a file with its name is always known.
    store.addContent(download.rootId, content, digests)
    await finishTransfer(place.partPath, place.path)
    return digests
  }

  return {
    /**
     * Resolves when the file is there and right.
     *
     * @throws as `transferFile`
     */
    async fetch(
      wanted: WantedContent,
      listener: ContentListener,
      signal: AbortSignal,
    ): Promise<Digests> {
      const key = toTransfer(wanted).partPath
      for (;;) {
        signal.throwIfAborted()
        const shared = running.get(key)
        if (!shared) break
        shared.listeners.add(listener)
        try {
          return await Promise.race([shared.result, untilAborted(signal)])
        } catch {
          // Whoever fetched it has stopped or failed; this download goes on by itself.
          signal.throwIfAborted()
        } finally {
          shared.listeners.delete(listener)
        }
      }
      const listeners = new Set([listener])
      const result = transfer(wanted, listeners, listener.recover, signal)
      running.set(key, { result, listeners })
      try {
        return await result
      } finally {
        running.delete(key)
      }
    },

    /** How much of a file is on disk. */
    async recordedBytes(wanted: WantedContent): Promise<number> {
      const { download, file, root } = wanted
      const content = contentKey(download.choice, file)
      if (store.findContent(download.rootId, content)) return file.bytes
      const wantedTransfer = toTransfer(wanted)
      const partBytes = (await lengthOf(contentPlace(root, content).partPath)) ?? 0
      const segments = await readJournal(wantedTransfer.partPath, journalKeyOf(wantedTransfer))
      return segments.reduce((sum, { from, to }) => {
        return sum + Math.max(0, Math.min(to, partBytes) - from)
      }, 0)
    },
  }
}

function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true })
  })
}
