import { expect, test } from 'vitest'
import type { Download, DownloadState } from '../../src-main/contract/downloads.ts'
import { overallProgress } from './overall-progress.ts'

const download = (state: DownloadState, doneBytes: number, bytesPerSecond: number | null = null) =>
  ({ state, doneBytes, totalBytes: 1000, bytesPerSecond }) as Download

test('nothing goes on: no progress', () => {
  expect(overallProgress([])).toBeNull()
  const ended = [download({ kind: 'done', modelId: 'm' }, 1000), download({ kind: 'paused' }, 5)]
  expect(overallProgress(ended)).toBeNull()
})

test('bytes and speeds of all are added up, waiting ones too', () => {
  const queue = [
    download({ kind: 'running' }, 500, 100),
    download({ kind: 'verifying', fraction: 0.5 }, 1000),
    download({ kind: 'queued' }, 0),
    download({ kind: 'paused' }, 900),
  ]
  expect(overallProgress(queue)).toEqual({
    running: 2,
    waiting: 1,
    fraction: 0.5,
    bytesPerSecond: 100,
    secondsLeft: 15,
  })
})

test('no time is promised while nothing arrives', () => {
  const queue = [download({ kind: 'running' }, 500, null)]
  expect(overallProgress(queue)?.secondsLeft).toBeNull()
})
