import { createHash } from 'node:crypto'
import {
  copyFileSync,
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
} from 'node:fs'
import { join } from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import { expect, test } from 'vitest'
import { spoilPages } from '../testing/damage-file.ts'
import { fillDatabase } from '../testing/fill-database.ts'
import { migrationsFolder } from '../testing/temporary-database.ts'
import {
  makeKilledProfile,
  makeProfile,
  startProfile as start,
} from '../testing/temporary-profile.ts'
import { temporaryFolder } from '../testing/temporary-folder.ts'
import { keepSnapshot } from './keep-snapshot.ts'
import { migrate } from './migrate.ts'
import { DATABASE_FILE } from './open-database.ts'
import { listSnapshotFiles, prepareSnapshots, snapshotsFolder } from './snapshot-files.ts'
import { readReport, writeRequest } from './start-files.ts'
import { verifyDatabase } from './verify-database.ts'

const hash = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex')

test('what a kill leaves is opened as it is, without a word', async () => {
  const { dataFolder } = await makeKilledProfile(400)
  expect((await start(dataFolder)).count()).toBe(600)
  expect(readReport(dataFolder)).toBeNull()
})

test('a damaged database is moved aside whole, rescued and told', async () => {
  const { dataFolder, file } = await makeProfile(2000)
  spoilPages(file, 0.02, 5)
  const before = hash(file)
  const { count, database } = await start(dataFolder)
  expect(count()).toBeGreaterThan(1800)
  expect(verifyDatabase(database)).toEqual({ damage: [], search: [] })
  const report = readReport(dataFolder)
  expect(report).toMatchObject({ kind: 'rescued', cause: 'damaged', messages: count() })
  expect(report?.kind === 'rescued' && hash(report.aside)).toBe(before)
})

test('the newest snapshot fills the gaps of a damaged database', async () => {
  const { dataFolder, file } = await makeProfile(2000)
  await keepSnapshot(dataFolder, file, 'daily')
  spoilPages(file, 0.02, 6)
  expect((await start(dataFolder)).count()).toBe(2000)
  expect(readReport(dataFolder)).toMatchObject({ missing: 0, affected: [] })
})

test('a log that was taken away or cut short is told, and a snapshot is used', async () => {
  const gone = await makeKilledProfile(400)
  rmSync(`${gone.file}-wal`)
  expect((await start(gone.dataFolder)).count()).toBe(400)
  expect(readReport(gone.dataFolder)).toMatchObject({ kind: 'rescued', cause: 'log-lost' })

  const short = await makeKilledProfile(400)
  await keepSnapshot(short.dataFolder, short.file, 'daily')
  const killed = await makeKilledProfile(400)
  cpSync(snapshotsFolder(short.dataFolder), snapshotsFolder(killed.dataFolder), { recursive: true })
  truncateSync(`${killed.file}-wal`, 100)
  const { count } = await start(killed.dataFolder)
  // Its own messages and those of the other profile's snapshot.
  expect(count()).toBeGreaterThanOrEqual(600)
  expect(readReport(killed.dataFolder)).toMatchObject({ cause: 'log-lost' })
})

test('an empty file and one that is no database are kept, and the snapshot comes back', async () => {
  for (const [damage, cause] of [
    [(file: string) => truncateSync(file), 'empty'],
    [(file: string) => copyFileSync(import.meta.filename, file), 'not-a-database'],
  ] as const) {
    const { dataFolder, file } = await makeProfile(200)
    await keepSnapshot(dataFolder, file, 'daily')
    damage(file)
    expect((await start(dataFolder)).count()).toBe(200)
    expect(readReport(dataFolder)).toMatchObject({ kind: 'rescued', cause, fromSnapshot: 200 })
    expect(readdirSync(dataFolder).some((name) => name.includes('.damaged-'))).toBe(true)
  }
})

test('goes back to a snapshot and forth again; models, settings and drafts stay', async () => {
  const { dataFolder, file } = await makeProfile(200)
  const { id } = await keepSnapshot(dataFolder, file, 'daily')
  const later = await start(dataFolder)
  fillDatabase(later.database, 100, 200)
  later.database.exec(`insert into settings (key, value) values ('theme', '"dark"');
    insert into attachments values ('picture', 'image/png', 1, 1, 1, 1);
    insert into drafts values ('new', '{}');
    insert into draft_attachments values ('new', 'picture')`)
  later.close()

  writeRequest(dataFolder, { kind: 'restore', id })
  const before = await start(dataFolder)
  expect(before.count()).toBe(200)
  const theme = before.database.prepare(`select value from settings where key = 'theme'`).pluck()
  expect(theme.get()).toBe('"dark"')
  expect(before.database.prepare('select id from attachments').pluck().all()).toEqual(['picture'])
  const report = readReport(dataFolder)
  before.close()
  if (report?.kind !== 'restored' || report.undoId === null) throw new Error('no way back')

  writeRequest(dataFolder, { kind: 'restore', id: report.undoId })
  expect((await start(dataFolder)).count()).toBe(300)
})

test('a snapshot that is damaged is not gone back to, and everything is as it was', async () => {
  const { dataFolder, file } = await makeProfile(400)
  const { id, path } = await keepSnapshot(dataFolder, file, 'daily')
  spoilPages(path, 0.05, 1)
  writeRequest(dataFolder, { kind: 'restore', id })
  expect((await start(dataFolder)).count()).toBe(400)
  expect(readReport(dataFolder)).toMatchObject({
    kind: 'not-restored',
    failure: { code: 'DATABASE_DAMAGED' },
  })
})

test('going back that fails leaves every snapshot, and none of what did not change', async () => {
  const { dataFolder, file } = await makeProfile(40)
  const chosen = await keepSnapshot(dataFolder, file, 'restore')
  for (const _ of [1, 2]) await keepSnapshot(dataFolder, file, 'restore')
  const newer = new BetterSqlite3(chosen.path)
  newer.pragma('user_version = 999')
  newer.close()
  const before = listSnapshotFiles(dataFolder)
  writeRequest(dataFolder, { kind: 'restore', id: chosen.id })
  expect((await start(dataFolder)).count()).toBe(40)
  expect(readReport(dataFolder)).toMatchObject({ failure: { code: 'DATABASE_NEWER' } })
  expect(listSnapshotFiles(dataFolder)).toEqual(before)
})

test('a snapshot is kept before a migration, and a newer database is not touched at all', async () => {
  const dataFolder = temporaryFolder()
  const file = join(dataFolder, DATABASE_FILE)
  const old = new BetterSqlite3(file)
  migrate(old, migrationsFolder, 3)
  old.exec(`insert into chats values ('a', 'Old', 'user', null, null, 1, 1, 1, null)`)
  old.close()
  ;(await start(dataFolder)).close()
  expect(listSnapshotFiles(dataFolder).map(({ reason }) => reason)).toEqual(['migration'])

  const newer = new BetterSqlite3(file)
  newer.pragma('user_version = 999')
  newer.close()
  const before = hash(file)
  await expect(start(dataFolder)).rejects.toMatchObject({ code: 'DATABASE_NEWER' })
  expect(hash(file)).toBe(before)
})

test('a rescue that was killed before its last rename is finished', async () => {
  const { dataFolder, file } = await makeProfile(200)
  copyFileSync(file, `${file}.rescued`)
  truncateSync(file, 5000)
  expect((await start(dataFolder)).count()).toBe(200)
  expect(existsSync(`${file}.rescued`)).toBe(false)
})

test('of daily snapshots seven stay', async () => {
  const { dataFolder, file } = await makeProfile(40)
  prepareSnapshots(dataFolder)
  for (let day = 0; day < 9; day += 1) await keepSnapshot(dataFolder, file, 'daily')
  await keepSnapshot(dataFolder, file, 'manual')
  const kept = listSnapshotFiles(dataFolder).map(({ reason }) => reason)
  expect(kept.filter((reason) => reason === 'daily')).toHaveLength(7)
  expect(kept).toContain('manual')
})
