import { expect, test } from 'vitest'
import type { Download, DownloadState } from '../../../src-main/contract/downloads.ts'
import { announcementsBetween } from './announcements.ts'

const failure = { code: 'DISK_FULL', data: {} } as const

const download = (kind: DownloadState['kind'], doneBytes: number, id = 'a'): Download => {
  const states: Record<DownloadState['kind'], DownloadState> = {
    queued: { kind: 'queued' },
    running: { kind: 'running' },
    paused: { kind: 'paused' },
    waiting: { kind: 'waiting', failure, retrySeconds: 3 },
    verifying: { kind: 'verifying', fraction: 0.5 },
    done: { kind: 'done', modelId: 'm' },
    failed: { kind: 'failed', failure },
  }
  return {
    id,
    choice: {
      ref: { source: 'huggingface', repository: 'a/b' },
      revision: 'c',
      variantId: 'd.gguf',
      projectorPath: null,
    },
    title: 'Gemma',
    label: 'Q4_0',
    pictures: false,
    state: states[kind],
    totalBytes: 1000,
    doneBytes,
    bytesPerSecond: null,
    secondsLeft: null,
  }
}

/** What is said over a series of snapshots with one download each. */
const saidOver = (...series: Download[]) =>
  series
    .slice(1)
    .flatMap((after, place) => announcementsBetween([series[place] as Download], [after]))
    .map((said) => (said.kind === 'quarter' ? said.percent : said.kind))

test('a download is announced at its start, each quarter and its end', () => {
  const steps = [0, 100, 249, 250, 251, 400, 520, 760, 999, 1000].map((bytes) =>
    download('running', bytes),
  )
  const series = [
    download('queued', 0),
    ...steps,
    download('verifying', 1000),
    download('done', 1000),
  ]
  expect(saidOver(...series)).toEqual(['started', 0.25, 0.5, 0.75, 'done'])
})

test('a pause and a wait are not announced, nor is going on a start', () => {
  const kinds = ['running', 'paused', 'running', 'waiting', 'running', 'queued', 'running'] as const
  expect(saidOver(...kinds.map((kind) => download(kind, 300)))).toEqual([])
})

test('a failure is announced once', () => {
  const failed = download('failed', 300)
  expect(saidOver(download('running', 300), failed, failed)).toEqual(['failed'])
})

test('what was there before the window opened is not news', () => {
  expect(
    announcementsBetween(null, [download('running', 300), download('done', 1000, 'b')]),
  ).toEqual([])
  expect(announcementsBetween([], [download('done', 1000)])).toEqual([])
})

test('a new download that runs at once has started', () => {
  const said = announcementsBetween(
    [download('running', 300)],
    [download('running', 301), download('running', 0, 'b')],
  )
  expect(said.map(({ kind, download: { id } }) => [kind, id])).toEqual([['started', 'b']])
})
