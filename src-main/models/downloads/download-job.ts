import type { Download, DownloadState } from '../../contract/downloads.ts'
import type { PlannedFile } from './download-plan.ts'
import type { StoredDownload } from './download-store.ts'
import { createSpeedMeter } from '../speed-meter.ts'
import type { TransferProgress } from './transfer.ts'

/** One download while the app runs: how it stands, and what is shown of it. */
export interface DownloadJob {
  readonly stored: StoredDownload
  readonly totalBytes: number
  state(): DownloadState
  /** @param retryAt until when it waits, by `performance.now()`; null for what is not known */
  setState(state: DownloadState, retryAt?: number | null): void
  note(file: PlannedFile, progress: TransferProgress): void
  /** Bytes that are not on disk yet. */
  missingBytes(): number
  shownBytes(): number
  toDownload(): Download
}

/** @param onChange hears of every change, often */
export function createDownloadJob(stored: StoredDownload, onChange: () => void): DownloadJob {
  const meter = createSpeedMeter()
  const totalBytes = stored.files.reduce((sum, { bytes }) => sum + bytes, 0)
  const recorded = new Map<PlannedFile, number>()
  const hashed = new Map<PlannedFile, number>()
  let shown = stored.shownBytes
  let state = initialState(stored)
  let retryAt: number | null = null

  const recordedBytes = () => [...recorded.values()].reduce((sum, bytes) => sum + bytes, 0)

  /** While all bytes are here, what is left is to check them. */
  function shownState(): DownloadState {
    if (state.kind === 'running' && recordedBytes() >= totalBytes)
      return { kind: 'verifying', fraction: hashedFraction() }
    if (state.kind !== 'waiting' || retryAt === null) return state
    return { ...state, retrySeconds: Math.max(0, Math.ceil((retryAt - performance.now()) / 1000)) }
  }

  function hashedFraction(): number {
    const bytes = stored.files.reduce((sum, file) => sum + (hashed.get(file) ?? 0) * file.bytes, 0)
    return totalBytes === 0 ? 1 : bytes / totalBytes
  }

  return {
    stored,
    totalBytes,
    state: () => state,
    setState(next, until = null) {
      if (next.kind !== 'running') meter.rest()
      state = next
      retryAt = until
      onChange()
    },
    note(file, progress) {
      if (progress.kind === 'received') {
        meter.add(progress.bytes)
        if (state.kind === 'waiting') state = { kind: 'running' }
      }
      if (progress.kind === 'hashing') hashed.set(file, progress.fraction)
      if (progress.kind === 'recorded') {
        recorded.set(file, progress.doneBytes)
        shown = Math.max(shown, recordedBytes())
      }
      onChange()
    },
    missingBytes: () => totalBytes - recordedBytes(),
    shownBytes: () => shown,
    toDownload() {
      const { choice, id, label, pictures, title } = stored
      const visible = shownState()
      const speed = visible.kind === 'running' ? meter.bytesPerSecond() : null
      return {
        id,
        choice,
        title,
        label,
        pictures,
        state: visible,
        totalBytes,
        doneBytes: visible.kind === 'done' ? totalBytes : Math.min(shown, totalBytes),
        bytesPerSecond: speed,
        // Of what is really missing, which is more than it looks while a file is fetched again.
        secondsLeft: speed ? (totalBytes - recordedBytes()) / speed : null,
      }
    },
  }
}

function initialState({ failure, modelId, status }: StoredDownload): DownloadState {
  if (status === 'done' && modelId !== null) return { kind: 'done', modelId }
  if (status === 'failed' && failure) return { kind: 'failed', failure }
  return status === 'paused' ? { kind: 'paused' } : { kind: 'queued' }
}

const underWay: ReadonlySet<DownloadState['kind']> = new Set([
  'queued',
  'running',
  'waiting',
  'verifying',
])

/** Whether it goes on, or will, without anybody doing something. */
export const isUnderWay = (job: DownloadJob) => underWay.has(job.state().kind)
