import { BrowserWindow } from 'electron'

/** Takes the bar away from the dock or task bar. */
const NO_PROGRESS = -1

/** Shows long work, such as downloads, on the app's icon; null when there is none. */
export function showProgress(fraction: number | null): void {
  for (const window of BrowserWindow.getAllWindows()) {
    window.setProgressBar(fraction === null ? NO_PROGRESS : Math.min(Math.max(fraction, 0), 1))
  }
}
