import { act, cleanup, render, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import type { HistoryState } from '../../src-main/contract/history.ts'
import '../i18n/i18n.ts'
import { useHistory } from '../rpc/history-store.ts'
import { SnapshotsGroup } from './snapshots-group.tsx'

afterEach(cleanup)

const making = (fraction: number): HistoryState => ({
  snapshots: [],
  work: { kind: 'making', fraction },
  storage: 'ok',
  frozen: false,
  damaged: false,
  report: null,
  folder: '/backups',
})

test('how far a snapshot is stands there by the percent, and is read out by the quarter', () => {
  useHistory.setState({ history: making(0.26) })
  render(<SnapshotsGroup />)
  const said = screen.getByRole('status')
  expect(said.textContent).toBe('Making a snapshot: 25%')
  act(() => useHistory.setState({ history: making(0.49) }))
  expect(screen.getByText('Making a snapshot: 49%')).toBeTruthy()
  expect(said.textContent).toBe('Making a snapshot: 25%')
  act(() => useHistory.setState({ history: making(1) }))
  expect(said.textContent).toBe('Checking the snapshot…')
})
