import type { Download } from '../../src-main/contract/downloads.ts'

/** All downloads that are going on, taken together. */
export interface OverallProgress {
  /** How many are running or being checked. */
  running: number
  /** How many are waiting for their turn or for the network. */
  waiting: number
  /** Of all their bytes. */
  fraction: number
  bytesPerSecond: number
  /** Until the last one that runs now is done; null while that is not known. */
  secondsLeft: number | null
}

const runningKinds = ['running', 'verifying']
const waitingKinds = ['queued', 'waiting']

/** Progress over everything that goes on by itself; null if nothing does. */
export function overallProgress(downloads: readonly Download[]): OverallProgress | null {
  const running = downloads.filter(({ state }) => runningKinds.includes(state.kind))
  const waiting = downloads.filter(({ state }) => waitingKinds.includes(state.kind))
  const all = [...running, ...waiting]
  if (all.length === 0) return null
  const sum = (pick: (download: Download) => number) =>
    all.reduce((total, download) => total + pick(download), 0)
  const totalBytes = sum((download) => download.totalBytes)
  const bytesPerSecond = sum((download) => download.bytesPerSecond ?? 0)
  const missing = totalBytes - sum((download) => download.doneBytes)
  return {
    running: running.length,
    waiting: waiting.length,
    fraction: totalBytes > 0 ? 1 - missing / totalBytes : 0,
    bytesPerSecond,
    secondsLeft: bytesPerSecond > 0 ? missing / bytesPerSecond : null,
  }
}
