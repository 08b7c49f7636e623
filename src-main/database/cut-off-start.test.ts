import { copyFileSync, existsSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { spoilPages } from '../testing/damage-file.ts'
import { fillDatabase } from '../testing/fill-database.ts'
import { migrationsFolder } from '../testing/temporary-database.ts'
import { temporaryFolder } from '../testing/temporary-folder.ts'
import { makeKilledProfile, makeProfile, startProfile } from '../testing/temporary-profile.ts'
import { findFault } from './find-fault.ts'
import { keepSnapshot, makeSnapshot } from './keep-snapshot.ts'
import { migrate } from './migrate.ts'
import { listSnapshotFiles, snapshotName, snapshotsFolder } from './snapshot-files.ts'
import { readReport, writeReport, writeRequest } from './start-files.ts'
import { verifyDatabase } from './verify-database.ts'

const cleared = (dataFolder: string) =>
  ['restored', 'restored-journal', 'salvaged', 'rescued'].every(
    (ending) => !existsSync(join(dataFolder, `carat.db.${ending}`)),
  )

/** A profile that is about to go back to the oldest of the three snapshots kept of their kind. */
async function makeWish() {
  const { dataFolder, file } = await makeProfile(200)
  const { id } = await keepSnapshot(dataFolder, file, 'restore')
  for (const _ of [1, 2]) await keepSnapshot(dataFolder, file, 'restore')
  const later = await startProfile(dataFolder)
  fillDatabase(later.database, 100, 200)
  later.close()
  const undoId = snapshotName(new Date(), 'restore')
  writeRequest(dataFolder, { kind: 'restore', id, undoId })
  return { dataFolder, file, id, undoId }
}

test('going back that is cut off once the present is kept loses neither', async () => {
  const { dataFolder, file, id, undoId } = await makeWish()
  const others = listSnapshotFiles(dataFolder).filter((snapshot) => snapshot.id !== id)
  await makeSnapshot(dataFolder, file, undoId)
  expect((await startProfile(dataFolder)).count()).toBe(200)
  expect(readReport(dataFolder)).toMatchObject({ kind: 'restored', undoId })
  const kept = listSnapshotFiles(dataFolder).map((snapshot) => snapshot.id)
  expect(kept).toEqual([undoId, ...others.map((other) => other.id)])
})

test('going back that is cut off after its last step still knows the way forth', async () => {
  const { dataFolder, file, id, undoId } = await makeWish()
  await makeSnapshot(dataFolder, file, undoId)
  for (const ending of ['-wal', '-shm']) rmSync(file + ending, { force: true })
  copyFileSync(join(snapshotsFolder(dataFolder), id), file)
  const back = await startProfile(dataFolder)
  expect(back.count()).toBe(200)
  back.close()
  const report = readReport(dataFolder)
  if (report?.kind !== 'restored' || report.undoId === null) throw new Error('no way back')
  writeRequest(dataFolder, { kind: 'restore', id: report.undoId })
  expect((await startProfile(dataFolder)).count()).toBe(300)
})

test('the journal of a copy that was cut off does not get into the next one', async () => {
  const dataFolder = temporaryFolder()
  const { close } = await startProfile(dataFolder)
  close()
  const id = snapshotName(new Date(), 'daily')
  const old = new BetterSqlite3(join(snapshotsFolder(dataFolder), id))
  migrate(old, migrationsFolder, 4)
  old.exec(`insert into chats values ('a', 'Old', 'user', null, null, 1, 1, 1, null)`)
  old.close()
  writeRequest(dataFolder, { kind: 'restore', id })
  const restored = join(dataFolder, 'carat.db.restored')
  leaveJournal(join(snapshotsFolder(dataFolder), id), restored)
  const { database } = await startProfile(dataFolder)
  expect(readReport(dataFolder)).toMatchObject({ kind: 'restored' })
  expect(verifyDatabase(database)).toEqual({ damage: [], search: [] })
  expect(database.prepare('select title from chats').pluck().all()).toEqual(['Old'])
  expect(cleared(dataFolder)).toBe(true)
})

test('a database whose first change of all was cut off can be opened', async () => {
  const { dataFolder, file } = await makeProfile(200)
  const { path } = await keepSnapshot(dataFolder, file, 'daily')
  leaveJournal(path, file)
  const { count, database } = await startProfile(dataFolder)
  expect(count()).toBe(200)
  expect(database.prepare(`select 1 from chats where title = 'x'`).get()).toBeUndefined()
  expect(readReport(dataFolder)).toBeNull()
})

/** What a kill in a later step leaves: an older copy brought on, and the journal of what was next. */
function leaveJournal(snapshot: string, restored: string): void {
  const work = `${restored}-work`
  copyFileSync(snapshot, work)
  const database = new BetterSqlite3(work)
  onTestFinished(() => void database.close())
  migrate(database, migrationsFolder)
  database.pragma('cache_size = 1')
  database.exec(`begin; update chats set title = 'x';
    create table filler (words text);
    with recursive number(n) as (select 1 union all select n + 1 from number where n < 4000)
    insert into filler select 'words ' || n from number; delete from settings; drop table filler`)
  for (const ending of ['', '-journal']) copyFileSync(work + ending, restored + ending)
  database.exec('rollback')
}

test('that a log is lost is still known after the start that saw it was cut off', async () => {
  for (const lose of [rmSync, (log: string) => truncateSync(log, 100)]) {
    const { dataFolder, file } = await makeKilledProfile(400)
    await keepSnapshot(dataFolder, file, 'daily')
    lose(`${file}-wal`)
    const look = () => findFault({ file, dataFolder, migrationsFolder }, false)
    expect([look(), look()]).toMatchObject([{ cause: 'log-lost' }, { cause: 'log-lost' }])
    const { close, count } = await startProfile(dataFolder)
    expect(count()).toBe(600)
    expect(readReport(dataFolder)).toMatchObject({ kind: 'rescued', cause: 'log-lost' })
    close()
    writeReport(dataFolder, null)
    expect((await startProfile(dataFolder)).count()).toBe(600)
    expect(readReport(dataFolder)).toBeNull()
  }
})

test('a rescue that is cut off before it is told of is made anew', async () => {
  const { dataFolder, file } = await makeProfile(400)
  await keepSnapshot(dataFolder, file, 'daily')
  spoilPages(file, 0.1, 3)
  writeFileSync(`${file}.salvaged`, 'half of it')
  expect((await startProfile(dataFolder)).count()).toBe(400)
  expect(readReport(dataFolder)).toMatchObject({ kind: 'rescued', cause: 'damaged' })
  expect(cleared(dataFolder)).toBe(true)
})

test('a rescue that is cut off between its renames puts the old file where it said', async () => {
  const { dataFolder, file } = await makeProfile(400)
  const whole = `${file}.whole`
  copyFileSync(file, whole)
  spoilPages(file, 0.1, 3)
  ;(await startProfile(dataFolder)).close()
  const report = readReport(dataFolder)
  if (report?.kind !== 'rescued') throw new Error('nothing was told')
  copyFileSync(report.aside, file)
  rmSync(report.aside)
  copyFileSync(whole, `${file}.rescued`)
  expect((await startProfile(dataFolder)).count()).toBe(400)
  expect(existsSync(report.aside)).toBe(true)
  expect(cleared(dataFolder)).toBe(true)
})
