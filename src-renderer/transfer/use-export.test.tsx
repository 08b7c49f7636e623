import { act, renderHook, waitFor } from '@testing-library/react'
import { beforeEach, expect, test, vi } from 'vitest'
import type { ExportState } from '../../src-main/contract/transfer.ts'
import { useConnection } from '../rpc/connection.ts'

const transfer = vi.hoisted(() => ({
  startExport: vi.fn<() => Promise<{ id: string | null }>>(),
  followExport: vi.fn<() => Promise<AsyncIterable<ExportState>>>(),
  cancelExport: vi.fn<(input: { id: string }) => Promise<object>>(),
}))
vi.mock('../rpc/client.ts', () => ({ rpc: { transfer } }))

const { useExport } = await import('./use-export.ts')

async function* states(...all: ExportState[]) {
  yield* all
}

beforeEach(() => {
  vi.resetAllMocks()
  transfer.cancelExport.mockResolvedValue({})
  useConnection.setState({ state: 'open' })
})

test('an export that is given up before it has begun does not begin', async () => {
  const started = Promise.withResolvers<{ id: string | null }>()
  transfer.startExport.mockReturnValue(started.promise)
  transfer.followExport.mockImplementation(async () => states({ kind: 'cancelled' }))
  const onDone = vi.fn()
  const { result } = renderHook(() => useExport(onDone))
  act(() => void result.current.start({ kind: 'all' }, 'html'))
  expect(result.current.running).toBe('starting')
  act(() => result.current.cancel())
  await act(async () => started.resolve({ id: 'one' }))
  await waitFor(() => expect(result.current.running).toBeNull())
  expect(transfer.cancelExport).toHaveBeenCalledWith({ id: 'one' })
  expect(onDone).not.toHaveBeenCalled()
})

test('a lost connection does not end an export that goes on', async () => {
  transfer.startExport.mockResolvedValue({ id: 'one' })
  const running = { kind: 'running', done: 1, total: 2, printing: false } as const
  const done = {
    kind: 'done',
    name: 'a.html',
    bytes: 1,
    missing: 0,
    place: { kind: 'saved', path: '/a.html' },
  } as const
  transfer.followExport
    .mockImplementationOnce(async () => {
      return (async function* () {
        yield running
        throw new Error('the socket closed')
      })()
    })
    .mockImplementation(async () => states(done))
  const onDone = vi.fn()
  const { result } = renderHook(() => useExport(onDone))
  await act(async () => result.current.start({ kind: 'all' }, 'html'))
  expect(result.current).toMatchObject({ running: null, failure: null })
  expect(onDone).toHaveBeenCalledOnce()
})
