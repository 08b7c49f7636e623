import { act, cleanup, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Download, DownloadState } from '../../../src-main/contract/downloads.ts'
import { showLanguage } from '../../i18n/i18n.ts'
import { DownloadTrouble } from './download-trouble.tsx'

beforeEach(() => {
  vi.useFakeTimers()
  showLanguage('en')
})
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

const wait = (seconds: number) =>
  act(() => {
    vi.advanceTimersByTime(seconds * 1000)
  })

const show = (state: DownloadState) =>
  render(<DownloadTrouble download={{ state, doneBytes: 1_200_000_000 } as Download} />)

const busy = { code: 'HUB_BUSY', data: { host: 'hub.example', retrySeconds: 40 } } as const
const lost = {
  code: 'HOST_UNREACHABLE',
  data: { host: 'hub.example', reason: 'dns', detail: '' },
} as const

test('a hub that asks for patience is told with one number that counts down', () => {
  show({ kind: 'waiting', failure: busy, retrySeconds: 40 })
  expect(screen.getByText(/wait 40 s/)).toBeTruthy()
  wait(10)
  expect(screen.getByText(/wait 30 s/)).toBeTruthy()
  expect(screen.queryByText(/Next try/)).toBeNull()
})

test('a lost network is told with the next try', () => {
  show({ kind: 'waiting', failure: lost, retrySeconds: 5 })
  wait(2)
  expect(screen.getByText(/No computer called hub\.example.*Next try in 3 s\./)).toBeTruthy()
})

test('a wait for a change is not given a time', () => {
  show({ kind: 'waiting', failure: { code: 'OFFLINE', data: {} }, retrySeconds: null })
  expect(screen.getByText(/goes on by itself when this changes/)).toBeTruthy()
})

test('a failure is told with what is kept', () => {
  show({ kind: 'failed', failure: { code: 'DISK_FULL', data: {} } })
  expect(screen.getByText(/The disk is full.*1\.2 GB are kept\./)).toBeTruthy()
})

test('a download that goes well has no trouble', () => {
  expect(show({ kind: 'running' }).container.textContent).toBe('')
})
