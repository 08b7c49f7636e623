import { cpSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import BetterSqlite3 from 'better-sqlite3'
import { keepSnapshot } from '../../../src-main/database/keep-snapshot.ts'
import { migrate } from '../../../src-main/database/migrate.ts'
import { openDatabase } from '../../../src-main/database/open-database.ts'
import { prepareSnapshots, snapshotsFolder } from '../../../src-main/database/snapshot-files.ts'
import { readReport, writeRequest } from '../../../src-main/database/start-files.ts'
import { verifyDatabase } from '../../../src-main/database/verify-database.ts'
import { fillDatabase } from '../../../src-main/testing/fill-database.ts'
import { createAppFolder } from '../../harness/app-folder.ts'
import { checkout } from '../../harness/checkout.ts'
import { startHostProcess } from '../../harness/host-process.ts'
import { until } from '../../harness/until.ts'
import { copyAsIs } from './kill-host.ts'
import { createRandom } from '../../mutants/random.ts'

/** What kills during a start that changes the data came to. */
export interface StartKills {
  kills: number
  /** How often it was found before, within and after the change. */
  before: number
  within: number
  after: number
  faults: string[]
}

const MESSAGES = 2000
const LATER = 200
const OLD_VERSION = 4
const migrationsFolder = resolve(checkout, 'resources/migrations')

/** Kills the host while it brings an old database up to date. */
export const killMigrations = (kills: number, seed: number) =>
  killStarts(kills, seed, {
    prepare: makeOldDatabase,
    judge(database, snapshots) {
      const version = database.pragma('user_version', { simple: true }) as number
      const messages = database.prepare('select count(*) from messages').pluck().get()
      const kept = snapshots.some((name) => name.endsWith('-migration.db'))
      if (messages !== MESSAGES) throw new Error(`${String(messages)} messages`)
      if (version > OLD_VERSION && !kept) throw new Error('no snapshot before the migration')
      const latest = readdirSync(migrationsFolder).length
      return version === OLD_VERSION ? 'before' : version === latest ? 'after' : 'within'
    },
  })

/** Kills the host while it goes back to a snapshot. */
export const killRestores = (kills: number, seed: number) =>
  killStarts(kills, seed, {
    prepare: makeWishToGoBack,
    judge(database, snapshots) {
      const messages = database.prepare('select count(*) from messages').pluck().get()
      if (messages === MESSAGES + LATER) return 'before'
      if (messages !== MESSAGES) throw new Error(`${String(messages)} messages`)
      if (!snapshots.some((name) => name.endsWith('-restore.db')))
        throw new Error('what was there before is gone')
      return 'after'
    },
  })

interface Change {
  /** Makes a data folder in which the next start has something to change. */
  prepare(dataFolder: string): Promise<void>
  /** @throws when the state is neither from before nor from after */
  judge(
    database: BetterSqlite3.Database,
    snapshots: readonly string[],
  ): 'before' | 'within' | 'after'
}

async function killStarts(kills: number, seed: number, change: Change): Promise<StartKills> {
  const random = createRandom(seed)
  const folder = createAppFolder({ CARAT_LOG: 'fatal' })
  const { dataFolder } = folder
  const prepared = `${dataFolder}-prepared`
  const result: StartKills = { kills: 0, before: 0, within: 0, after: 0, faults: [] }
  const look = (life: string) => {
    const copy = copyAsIs(join(dataFolder, 'carat.db'), join(dataFolder, '..', 'looked-at'))
    const database = new BetterSqlite3(copy)
    try {
      const { damage, search } = verifyDatabase(database)
      for (const fault of [...damage, ...search]) result.faults.push(`${life}: ${fault}`)
      return change.judge(database, readdirSync(snapshotsFolder(dataFolder)))
    } catch (error) {
      result.faults.push(`${life}: ${String(error)}`)
      return 'within'
    } finally {
      database.close()
    }
  }
  try {
    await change.prepare(prepared)
    const longest = await measureStart(folder, prepared)
    while (result.kills < kills) {
      result.kills += 1
      const life = `start ${result.kills}`
      rmSync(dataFolder, { recursive: true, force: true })
      cpSync(prepared, dataFolder, { recursive: true })
      const starting = startHostProcess(folder)
      starting.catch(() => {})
      await pause(random.below(longest))
      for (const { pid } of folder.processes()) process.kill(pid, 'SIGKILL')
      await starting.then((host) => host.kill()).catch(() => {})
      await until('the end of every process', () => folder.processes().length === 0)
      result[look(life)] += 1
      const host = await startHostProcess(folder)
      await host.stop()
      if (look(life) !== 'after')
        result.faults.push(`${life}: not finished, ${JSON.stringify(readReport(dataFolder))}`)
    }
    return result
  } finally {
    rmSync(prepared, { recursive: true, force: true })
    await folder.remove()
  }
}

/** How long a start takes here that makes the change, in milliseconds. */
async function measureStart(
  folder: ReturnType<typeof createAppFolder>,
  prepared: string,
): Promise<number> {
  cpSync(prepared, folder.dataFolder, { recursive: true })
  const begun = performance.now()
  const host = await startHostProcess(folder)
  const took = performance.now() - begun
  await host.stop()
  return Math.ceil(took)
}

async function makeOldDatabase(dataFolder: string): Promise<void> {
  mkdirSync(dataFolder, { recursive: true })
  prepareSnapshots(dataFolder)
  const database = new BetterSqlite3(join(dataFolder, 'carat.db'))
  database.pragma('journal_mode = WAL')
  migrate(database, migrationsFolder, OLD_VERSION)
  database.exec(`
    insert into chats (id, title, title_source, created_at, updated_at, activity)
    values ('old', 'Old', 'user', 1, 1, 1);
    with recursive number(n) as (select 1 union all select n + 1 from number where n < ${MESSAGES})
    insert into messages (id, chat_id, sequence, role, status, parts, created_at)
    select 'message-' || n, 'old', n, iif(n % 2, 'user', 'assistant'), 'done',
      json_array(json_object('type', 'text', 'text', 'what is in the garden ' || n)), n
    from number`)
  database.close()
}

async function makeWishToGoBack(dataFolder: string): Promise<void> {
  const database = openDatabase({ dataFolder, migrationsFolder })
  prepareSnapshots(dataFolder)
  fillDatabase(database, MESSAGES)
  const { id } = await keepSnapshot(dataFolder, join(dataFolder, 'carat.db'), 'daily')
  fillDatabase(database, LATER, MESSAGES)
  database.close()
  writeRequest(dataFolder, { kind: 'restore', id })
}
