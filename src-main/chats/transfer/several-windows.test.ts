import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { openWebuiFile } from './testing/foreign-exports.ts'
import { ending, inspectFiles, openTransfer } from './testing/open-transfer.ts'

const filesOf = ({ folders }: ReturnType<typeof openTransfer>) => readdirSync(folders.imports)

test('a preview that no window looks at any longer takes its files with it', async () => {
  const transfer = openTransfer(undefined, { patienceMs: 1 })
  const { id, state } = await inspectFiles(transfer, [openWebuiFile()])
  expect(state).toMatchObject({ kind: 'preview' })
  expect(filesOf(transfer)).toEqual([id])
  await expect.poll(() => filesOf(transfer)).toEqual([])
  expect(await ending(transfer.imports.follow(id, undefined))).toMatchObject({
    kind: 'cancelled',
    result: { imported: 0 },
  })
})

test('files that stop coming in go, an import that runs goes on without anybody', async () => {
  const transfer = openTransfer(undefined, { patienceMs: 1 })
  const { id, state } = await inspectFiles(transfer, [openWebuiFile()])
  if (state.kind !== 'preview') throw new Error('no preview')
  transfer.imports.run(id, new Set(state.preview.conversations.map((each) => each.id)))

  const half = transfer.imports.begin()
  await transfer.imports.receive(half, 0, 'half.zip', new Blob(['PK']))
  await expect.poll(() => filesOf(transfer)).not.toContain(half)
  expect(await ending(transfer.imports.follow(half, undefined))).toMatchObject({
    kind: 'cancelled',
  })
  expect(await ending(transfer.imports.follow(id, undefined))).toMatchObject({
    kind: 'done',
    result: { imported: 1 },
  })
})

test('a piece on its way while the import is cancelled leaves nothing behind', async () => {
  const transfer = openTransfer()
  const id = transfer.imports.begin()
  const piece = transfer.imports.receive(id, 0, 'half.zip', new Blob(['PK']))
  transfer.imports.cancel(id)
  await expect(piece).rejects.toMatchObject({ code: 'TRANSFER_GONE' })
  expect(await ending(transfer.imports.follow(id, undefined))).toMatchObject({ kind: 'cancelled' })
  expect(filesOf(transfer)).toEqual([])
})

test('two windows that import the same at once bring it once, and neither fails', async () => {
  const transfer = openTransfer()
  const found = [
    await inspectFiles(transfer, [openWebuiFile()]),
    await inspectFiles(transfer, [openWebuiFile()]),
  ]
  for (const { id, state } of found) {
    if (state.kind !== 'preview') throw new Error('no preview')
    transfer.imports.run(id, new Set(state.preview.conversations.map((each) => each.id)))
  }
  const ends = await Promise.all(
    found.map(({ id }) => ending(transfer.imports.follow(id, undefined))),
  )
  const results = ends.map((end) => ('result' in end ? end.result : null))
  expect(results.map((result) => result?.failed)).toEqual([0, 0])
  expect(results.reduce((sum, result) => sum + (result?.imported ?? 0), 0)).toBe(1)
})
