import { beforeEach, expect, test } from 'vitest'
import type { Download } from '../../../src-main/contract/downloads.ts'
import { i18n, showLanguage } from '../../i18n/i18n.ts'
import { leftWords, progressWords, retryWords } from './download-words.ts'

const words = i18n.getFixedT(null, 'downloads')
beforeEach(() => showLanguage('en'))

const download = (change: Partial<Download>) =>
  ({
    state: { kind: 'running' },
    doneBytes: 1_210_000_000,
    totalBytes: 3_380_000_000,
    bytesPerSecond: 12_400_000,
    secondsLeft: 175,
    ...change,
  }) as Download

const said = (change: Partial<Download>) => progressWords(words, i18n.t, download(change), 'en')

test('a running download is told with bytes, speed and time', () => {
  expect(said({})).toBe('1.2 GB of 3.4 GB · 12.4 MB/s · about 3 minutes left')
  expect(said({ bytesPerSecond: null, secondsLeft: null })).toBe('1.2 GB of 3.4 GB')
})

test('other states are told in words', () => {
  expect(said({ state: { kind: 'paused' } })).toBe('Paused · 1.2 GB of 3.4 GB')
  expect(said({ state: { kind: 'queued' } })).toBe('Waiting for its turn · 1.2 GB of 3.4 GB')
  expect(said({ state: { kind: 'queued' }, doneBytes: 0 })).toBe('Waiting for its turn · 3.4 GB')
  expect(said({ state: { kind: 'done', modelId: 'm' } })).toBe('Ready to use · 3.4 GB')
  expect(said({ state: { kind: 'verifying', fraction: 0.42 } })).toBe('Checking the files: 42%')
})

test('long times are told in hours', () => {
  expect(leftWords(words, i18n.t, 7000)).toBe('about 2 hours left')
  expect(leftWords(words, i18n.t, 5000)).toBe('about 83 minutes left')
  expect(leftWords(words, i18n.t, null)).toBe('')
})

test('the next try is counted down', () => {
  expect(retryWords(words, 24)).toBe('Next try in 24 s.')
  expect(retryWords(words, 245)).toBe('Next try in 4:05.')
  expect(retryWords(words, 0)).toBe('Trying again…')
  expect(retryWords(words, null)).toBe('Carat goes on by itself when this changes.')
})
