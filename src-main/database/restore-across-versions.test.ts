import { cpSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { migrationsFolder } from '../testing/temporary-database.ts'
import { temporaryFolder } from '../testing/temporary-folder.ts'
import { startProfile } from '../testing/temporary-profile.ts'
import { latestVersion, migrate } from './migrate.ts'
import { DATABASE_FILE } from './open-database.ts'
import { makeSnapshot } from './keep-snapshot.ts'
import { listSnapshotFiles, snapshotName, snapshotsFolder } from './snapshot-files.ts'
import { readReport, writeRequest } from './start-files.ts'
import { verifyDatabase } from './verify-database.ts'

const latest = latestVersion(migrationsFolder)

/** The migrations of a later Carat: tables that stay as they are get other columns and contents. */
function makeNextMigrations(): string {
  const folder = join(temporaryFolder(), 'migrations')
  cpSync(migrationsFolder, folder, { recursive: true })
  const add = (number: number, sql: string) =>
    writeFileSync(join(folder, `${String(latest + number).padStart(4, '0')}-next.sql`), sql)
  add(
    1,
    `alter table settings add column changed_at integer;
     alter table drafts add column changed_at integer not null default 7;
     alter table attachments add column colour text;`,
  )
  add(
    2,
    `update settings set key = 'colours' where key = 'theme';
     alter table models drop column name_source;`,
  )
  return folder
}

/** A database as a Carat of some version left it, with one conversation. */
function writeDatabase(path: string, version: number, title: string, theme: string): void {
  const database = new BetterSqlite3(path)
  try {
    migrate(database, migrationsFolder, version)
    database.exec(`
      insert into chats (id, title, title_source, created_at, updated_at, activity)
        values ('a', '${title}', 'user', 1, 1, 1);
      insert into messages (id, chat_id, sequence, role, status, parts, created_at)
        values ('m', 'a', 1, 'user', 'done', '[{"type":"text","text":"${title} garden"}]', 1);
      insert into settings (key, value) values ('theme', '${theme}')`)
    if (version < 8) return
    database.exec(`
      insert into attachments (id, media_type, width, height, bytes, created_at)
        values ('${title}-picture', 'image/png', 1, 1, 1, 1);
      insert into drafts (chat_key, draft) values ('new', '{"text":"${title}"}');
      insert into draft_attachments (chat_key, attachment_id) values ('new', '${title}-picture')`)
    if (version < 10) return
    database.exec(`
      insert into presets (id, kind, position, content) values
        ('both', 'prompt', 0, '${title}'),
        ('${title}', 'assistant', 1, '${title}');
      insert into hidden_starters (id) values ('${title}')`)
  } finally {
    database.close()
  }
}

/** A profile of one version that wishes for a snapshot of another one. */
function makeWish(present: number, snapshot: number, undoId?: string) {
  const dataFolder = temporaryFolder()
  mkdirSync(snapshotsFolder(dataFolder), { recursive: true })
  const file = join(dataFolder, DATABASE_FILE)
  writeDatabase(file, present, 'Present', 'dark')
  const id = '2026-01-01T00-00-00.000Z-daily.db'
  writeDatabase(join(snapshotsFolder(dataFolder), id), snapshot, 'Past', 'light')
  writeRequest(dataFolder, { kind: 'restore', id, ...(undoId !== undefined && { undoId }) })
  return { dataFolder, file, id }
}

/** Assistants and prompts stay as they are now; what only the snapshot has comes after them. */
const presetsAfter = (present: number, snapshot: number) => [
  ...(present < 10 ? [] : ['both Present', 'Present Present']),
  ...(snapshot < 10 ? [] : present < 10 ? ['both Past', 'Past Past'] : ['Past Past']),
]
const listPresets = `select id || ' ' || content from presets order by position`

async function start(dataFolder: string, migrations: string) {
  const started = await startProfile(dataFolder, migrations)
  const list = (sql: string) => started.database.prepare(sql).pluck().all()
  return { ...started, list }
}

test.each([
  { present: latest, snapshot: 1 },
  { present: latest, snapshot: latest - 1 },
  { present: latest - 1, snapshot: latest - 1 },
  { present: latest, snapshot: latest },
  { present: 9, snapshot: 7 },
  { present: 7, snapshot: 4 },
])(
  'a database of version $present goes back to a snapshot of version $snapshot, and forth',
  async ({ present, snapshot }) => {
    const { dataFolder } = makeWish(present, snapshot)
    const back = await start(dataFolder, migrationsFolder)
    const report = readReport(dataFolder)
    expect(report).toMatchObject({ kind: 'restored' })
    expect(back.list('select title from chats')).toEqual(['Past'])
    expect(back.list(`select value from settings where key = 'theme'`)).toEqual(['dark'])
    expect(back.list('select draft from drafts')).toEqual(present < 8 ? [] : ['{"text":"Present"}'])
    expect(back.list(listPresets)).toEqual(presetsAfter(present, snapshot))
    expect(back.list('select id from hidden_starters')).toEqual(present < 10 ? [] : ['Present'])
    expect(verifyDatabase(back.database)).toEqual({ damage: [], search: [] })
    back.close()
    if (report?.kind !== 'restored' || report.undoId === null) throw new Error('no way back')
    writeRequest(dataFolder, { kind: 'restore', id: report.undoId })
    const forth = await start(dataFolder, migrationsFolder)
    expect(readReport(dataFolder)).toMatchObject({ kind: 'restored' })
    expect(forth.list('select title from chats')).toEqual(['Present'])
    expect(forth.list(listPresets)).toEqual(presetsAfter(present, snapshot))
  },
)

test.each([
  { present: latest, snapshot: latest },
  { present: latest - 1, snapshot: latest - 2 },
  { present: 8, snapshot: 4 },
])(
  'a later Carat completes what version $present began: back to a snapshot of version $snapshot',
  async ({ present, snapshot }) => {
    const { dataFolder } = makeWish(present, snapshot)
    const { database, list } = await start(dataFolder, makeNextMigrations())
    expect(readReport(dataFolder)).toMatchObject({ kind: 'restored' })
    expect(list('select title from chats')).toEqual(['Past'])
    expect(list(`select key || value from settings`)).toEqual(['coloursdark'])
    expect(list('select draft || changed_at from drafts')).toEqual(['{"text":"Present"}7'])
    expect(list('select id from attachments')).toContain('Present-picture')
    expect(verifyDatabase(database)).toEqual({ damage: [], search: [] })
  },
)

test('one that an earlier Carat began and a later one completes keeps what it had kept', async () => {
  const undoId = snapshotName(new Date(), 'restore')
  const { dataFolder, file, id } = makeWish(latest, latest - 1, undoId)
  await makeSnapshot(dataFolder, file, undoId)
  const migrations = makeNextMigrations()
  const back = await start(dataFolder, migrations)
  expect(readReport(dataFolder)).toMatchObject({ kind: 'restored', undoId })
  expect(back.list('select title from chats')).toEqual(['Past'])
  back.close()
  // What was kept is as it was kept: the earlier Carat can still read it.
  expect(listSnapshotFiles(dataFolder).map((each) => each.id)).toEqual([undoId, id])
  expect(readdirSync(dataFolder).filter((name) => name.includes('restored'))).toEqual([])
  const kept = new BetterSqlite3(join(snapshotsFolder(dataFolder), undoId), { readonly: true })
  onTestFinished(() => void kept.close())
  expect(kept.pragma('user_version', { simple: true })).toBe(latest)
})
