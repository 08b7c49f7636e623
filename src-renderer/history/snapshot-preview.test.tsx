import { act, cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import type { Preview } from '../../src-main/contract/history.ts'
import '../i18n/i18n.ts'
import { useConnection } from '../rpc/connection.ts'

const history = vi.hoisted(() => ({
  preview: vi.fn<() => Promise<Preview>>(),
  restore: vi.fn<() => Promise<object>>(),
}))
vi.mock('../rpc/client.ts', () => ({ rpc: { history } }))

const { SnapshotPreview } = await import('./snapshot-preview.tsx')

afterEach(cleanup)

const snapshot = { id: 'a', createdAt: 1, reason: 'daily', bytes: 1, contents: null } as const
const none: Preview = { gained: 0, lost: 0, changed: 0, same: 0, chats: [] }

test('what going back would do is looked at anew once it was done', async () => {
  useConnection.setState({ state: 'open' })
  history.preview.mockResolvedValueOnce({ ...none, lost: 1 })
  history.restore.mockResolvedValue({})
  render(<SnapshotPreview snapshot={snapshot} />)
  const goBack = await screen.findByRole('button', { name: 'Go back to this' })
  expect(screen.getByText('1 newer conversation goes away')).toBeTruthy()
  await act(async () => fireEvent.click(goBack))
  expect(goBack.matches(':disabled')).toBe(true)

  act(() => useConnection.setState({ state: 'lost' }))
  history.preview.mockResolvedValue({ ...none, same: 1 })
  act(() => useConnection.setState({ state: 'open' }))
  expect(await screen.findByText('Every conversation is as it is now.')).toBeTruthy()
  expect(screen.queryByRole('button')).toBeNull()
})
