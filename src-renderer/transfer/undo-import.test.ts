import { expect, test, vi } from 'vitest'
import type { ImportResult } from '../../src-main/contract/transfer.ts'

const transfer = vi.hoisted(() => ({
  undoImport: vi.fn<(input: { id: string }) => Promise<object>>(),
}))
const showToast = vi.hoisted(() => vi.fn<() => () => void>())
vi.mock('../rpc/client.ts', () => ({ rpc: { transfer } }))
vi.mock('../ui/toast.tsx', () => ({ showToast }))

const { undoImport } = await import('./undo-import.ts')
const result = { imported: 1 } as ImportResult

test('an import is taken back once and told of once, unless that failed', async () => {
  transfer.undoImport
    .mockRejectedValueOnce(new Error('no connection'))
    .mockResolvedValue({ keptMessages: 0 })
  await expect(undoImport('one', result)).rejects.toThrow('no connection')
  await Promise.all([undoImport('one', result), undoImport('one', result)])
  await undoImport('one', result)
  expect(transfer.undoImport).toHaveBeenCalledTimes(2)
  expect(showToast).toHaveBeenCalledOnce()
})
