import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { HistoryState } from '../contract/history.ts'
import { fillDatabase } from '../testing/fill-database.ts'
import { createSourceHost } from '../testing/source-host.ts'
import { migrationsFolder } from '../testing/temporary-database.ts'
import { temporaryFolder } from '../testing/temporary-folder.ts'
import { createHistory } from './history.ts'
import { DATABASE_FILE } from './open-database.ts'
import { openProfile } from './open-profile.ts'
import { readRequest } from './start-files.ts'
import { createStorageWatch } from './storage-watch.ts'

async function open(messages: number) {
  const dataFolder = temporaryFolder()
  const { close, database } = await openProfile({ dataFolder, migrationsFolder })
  fillDatabase(database, messages)
  const restarts: string[] = []
  const host = { ...createSourceHost(dataFolder), restartServices: () => restarts.push('now') }
  const history = createHistory({ database, host, storage: createStorageWatch('ok') })
  onTestFinished(async () => {
    await history.dispose()
    close()
  })
  const until = async (is: (state: HistoryState) => boolean) => {
    for await (const state of history.follow(undefined)) if (is(state)) return state
    throw new Error('the states ended')
  }
  return { dataFolder, database, history, until, restarts }
}

test('a snapshot is made while messages are written, verified, listed and compared', async () => {
  const { database, history, until } = await open(1000)
  history.makeSnapshot()
  await until(({ work }) => work.kind === 'making')
  fillDatabase(database, 40, 1000)
  const { snapshots } = await until((state) => (state.snapshots?.length ?? 0) > 0)
  const [snapshot] = snapshots ?? []
  expect(snapshot).toMatchObject({ reason: 'manual', contents: { messages: expect.any(Number) } })
  fillDatabase(database, 40, 2000)
  const preview = await history.preview(snapshot!.id)
  expect(preview).toMatchObject({ gained: 0, changed: 0 })
  expect(preview.lost).toBeGreaterThanOrEqual(1)
  expect(preview.chats[0]).toMatchObject({ before: 0, now: 40 })
})

test('one a day, and none of nothing', async () => {
  const empty = await open(0)
  await empty.history.makeIfDue()
  expect((await empty.until(({ snapshots }) => snapshots !== null)).snapshots).toEqual([])
  const { history, until } = await open(40)
  await history.makeIfDue()
  await history.makeIfDue()
  expect((await until(({ snapshots }) => snapshots !== null)).snapshots).toHaveLength(1)
  await history.makeIfDue(Date.now() + 25 * 60 * 60 * 1000)
  expect((await until((state) => state.snapshots?.length === 2)).snapshots).toHaveLength(2)
})

test('one that is cancelled leaves nothing behind', async () => {
  const { history, until } = await open(4000)
  history.makeSnapshot()
  await until(({ work }) => work.kind === 'making')
  history.cancelSnapshot()
  await until(({ work }) => work.kind === 'idle')
  expect((await until(({ snapshots }) => snapshots !== null)).snapshots).toEqual([])
})

test('damage that a snapshot finds is told, and rescued when the user wishes', async () => {
  const { dataFolder, database, history, restarts, until } = await open(2000)
  database.pragma('wal_checkpoint(TRUNCATE)')
  // From outside: opening the file here would let go of SQLite's locks on it.
  spoilFromOutside(join(dataFolder, DATABASE_FILE))
  history.makeSnapshot()
  expect(await until(({ damaged }) => damaged)).toMatchObject({ work: { kind: 'failed' } })
  history.rescue()
  expect(readRequest(dataFolder)).toEqual({ kind: 'rescue' })
  expect(restarts).toEqual(['now'])
})

test('a restore is noted for the next start; an unknown snapshot is refused', async () => {
  const { dataFolder, history, until } = await open(40)
  expect(() => history.restore('2026-01-01T00-00-00.000Z-daily.db')).toThrow('SNAPSHOT_NOT_FOUND')
  await history.makeIfDue()
  const id = (await until((state) => state.snapshots?.length === 1)).snapshots?.[0]?.id ?? ''
  history.restore(id)
  expect(readRequest(dataFolder)).toEqual({ kind: 'restore', id })
})

function spoilFromOutside(file: string): void {
  const module = JSON.stringify(join(import.meta.dirname, '../testing/damage-file.ts'))
  const call = `(await import(${module})).spoilPages(${JSON.stringify(file)}, 0.05, 3)`
  spawnSync(process.execPath, ['--input-type=module', '-e', call], { stdio: 'inherit' })
}
