import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, truncateSync } from 'node:fs'
import { join, resolve } from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import { keepSnapshot } from '../../../src-main/database/keep-snapshot.ts'
import { migrate } from '../../../src-main/database/migrate.ts'
import { openDatabase } from '../../../src-main/database/open-database.ts'
import {
  prepareSnapshots,
  snapshotName,
  snapshotsFolder,
} from '../../../src-main/database/snapshot-files.ts'
import { readReport, writeRequest } from '../../../src-main/database/start-files.ts'
import { spoilPages } from '../../../src-main/testing/damage-file.ts'
import { fillDatabase } from '../../../src-main/testing/fill-database.ts'
import { checkout } from '../../harness/checkout.ts'
import { hashOf } from './watch-files.ts'

/** How the data was found after a kill. */
export type Found = 'before' | 'within' | 'after'

interface Left {
  dataFolder: string
  names: readonly string[]
  /** The database, looked through. @throws when anything is wrong with it */
  open(): BetterSqlite3.Database
}

/** Something that a start does to the data. */
export interface Change {
  name: string
  /** Makes a data folder in which the next start has something to change. */
  prepare(dataFolder: string): Promise<void>
  hasBegun(names: readonly string[]): boolean
  hasEnded(names: readonly string[]): boolean
  /** Files that mark short steps, which chance alone would seldom hit. */
  moments: readonly RegExp[]
  /** @throws when the state is neither from before nor from after */
  judge(left: Left): Found
  /** The step in which the change was cut off; null when nothing on the disk tells of one. */
  stepOf(names: readonly string[], found: Found): string | null
  /** What is wrong once a start has finished, besides. */
  checkEnd?(dataFolder: string): string | null
}

const MESSAGES = 8000
const LATER = 400
/** Fewer: a rescue takes long over each. */
const RESCUED = 3000
const OLD_VERSION = 4
const migrationsFolder = resolve(checkout, 'resources/migrations')
const latest = readdirSync(migrationsFolder).length
const has = (names: readonly string[], wanted: RegExp) => names.some((name) => wanted.test(name))
const isOpen = (names: readonly string[]) => names.includes('carat.db-open')

const countMessages = ({ open }: Left): number => {
  const database = open()
  try {
    return database.prepare('select count(*) from messages').pluck().get() as number
  } finally {
    database.close()
  }
}

/** An old database is brought up to date, with a snapshot before. */
export const migration: Change = {
  name: 'migration',
  async prepare(dataFolder) {
    mkdirSync(dataFolder, { recursive: true })
    prepareSnapshots(dataFolder)
    makeOldDatabase(join(dataFolder, 'carat.db'))
  },
  hasBegun: (names) => has(names, /incoming-/),
  hasEnded: isOpen,
  moments: [/-migration\.db$/],
  judge(left) {
    const database = left.open()
    const version = database.pragma('user_version', { simple: true }) as number
    database.close()
    const messages = countMessages(left)
    if (messages !== MESSAGES) throw new Error(`${messages} messages`)
    if (version > OLD_VERSION && !has(left.names, /-migration\.db$/))
      throw new Error('no snapshot before the migration')
    return version === OLD_VERSION ? 'before' : version === latest ? 'after' : 'within'
  },
  stepOf: (names, found) =>
    has(names, /incoming-/)
      ? 'keeping what was there'
      : found === 'within'
        ? 'between two versions'
        : found === 'before' && has(names, /-migration\.db$/)
          ? 'in the first version'
          : null,
}

/**
 * An older state comes back. It is the oldest of the three that are kept of its kind, so that
 * keeping the present would push it out.
 */
const restoreOf = (name: string, makeChosen: (file: string, present: string) => Promise<void>) => {
  let others: string[] = []
  const restore: Change = {
    name,
    async prepare(dataFolder) {
      const database = openDatabase({ dataFolder, migrationsFolder })
      prepareSnapshots(dataFolder)
      const folder = snapshotsFolder(dataFolder)
      const present = join(dataFolder, 'carat.db')
      fillDatabase(database, MESSAGES)
      const id = snapshotName(new Date(Date.now() - 60_000), 'restore')
      await makeChosen(join(folder, id), present)
      fillDatabase(database, LATER, MESSAGES)
      database.close()
      others = [40_000, 20_000].map((ago) => snapshotName(new Date(Date.now() - ago), 'restore'))
      for (const other of others) cpSync(join(folder, id), join(folder, other))
      writeRequest(dataFolder, { kind: 'restore', id })
    },
    hasBegun: (names) => has(names, /\.restored/),
    hasEnded: isOpen,
    moments: [/restored$/, /incoming-/, /restored-journal/, /report\.json$/],
    judge(left) {
      const messages = countMessages(left)
      for (const other of others)
        if (!left.names.includes(`backups/${other}`)) throw new Error(`${other} was pushed out`)
      if (messages === MESSAGES + LATER) return 'before'
      if (messages !== MESSAGES) throw new Error(`${messages} messages`)
      const kept = left.names.filter(
        (one) => one.endsWith('-restore.db') && !others.includes(one.slice(8)),
      )
      if (kept.length === 0) throw new Error('what was there before is gone')
      return 'after'
    },
    stepOf(names, found) {
      if (has(names, /restored\.draft/)) return 'copying the snapshot'
      if (has(names, /incoming-/)) return 'keeping the present'
      if (has(names, /restored-journal/)) return 'preparing'
      if (has(names, /restored/)) return 'before the rename'
      return found === 'after' && has(names, /request\.json/) ? 'after the rename' : null
    },
    checkEnd(dataFolder) {
      const report = readReport(dataFolder)
      if (report?.kind !== 'restored') return `told ${JSON.stringify(report)}`
      const undo = join(snapshotsFolder(dataFolder), report.undoId ?? '')
      const database = new BetterSqlite3(undo, { readonly: true })
      const messages = database.prepare('select count(*) from messages').pluck().get()
      database.close()
      return messages === MESSAGES + LATER ? null : `${String(messages)} messages lead back`
    },
  }
  return restore
}

const copySnapshot = async (file: string, present: string) => {
  const dataFolder = join(present, '..')
  const made = await keepSnapshot(dataFolder, present, 'manual')
  cpSync(made.path, file)
  rmSync(made.path)
}

export const restores: readonly Change[] = [
  restoreOf('restore', copySnapshot),
  // It has to be brought up to date on its way, step by step.
  restoreOf('restore of an old version', async (file) => makeOldDatabase(file)),
]

/** A database with a fault is rescued; the newest snapshot has everything. */
const rescueOf = (cause: string, harm: (file: string) => void, killed = false): Change => {
  let harmed = ''
  return {
    name: `rescue (${cause})`,
    async prepare(dataFolder) {
      const work = killed ? `${dataFolder}-work` : dataFolder
      const database = openDatabase({ dataFolder: work, migrationsFolder })
      prepareSnapshots(work)
      const file = join(work, 'carat.db')
      fillDatabase(database, RESCUED)
      database.pragma('wal_checkpoint(TRUNCATE)')
      fillDatabase(database, LATER, RESCUED)
      await keepSnapshot(work, file, 'daily')
      if (killed) {
        cpSync(work, dataFolder, { recursive: true })
        cpSync(join(dataFolder, 'carat.db-shm'), join(dataFolder, 'carat.db-open'))
        truncateSync(join(dataFolder, 'carat.db-open'))
      }
      database.close()
      harm(join(dataFolder, 'carat.db'))
      harmed = hashOf(join(dataFolder, 'carat.db'))
    },
    hasBegun: (names) => has(names, /\.rescued|\.salvaged/),
    moments: [/salvaged$/, /report\.json/, /rescued$/, /damaged-/],
    hasEnded: (names) =>
      has(names, /report\.json$/) && !has(names, /rescued|salvaged/) && names.includes('carat.db'),
    judge(left) {
      const file = join(left.dataFolder, 'carat.db')
      if (!existsSync(file)) {
        if (left.names.includes('carat.db.rescued')) return 'within'
        throw new Error('no database and nothing to take its place')
      }
      if (hashOf(file) === harmed) return 'before'
      const messages = countMessages(left)
      if (messages !== RESCUED + LATER) throw new Error(`${messages} messages`)
      return 'after'
    },
    stepOf(names, found) {
      if (found === 'within') return 'between the renames'
      if (has(names, /rescued\.draft|salvaged\.draft/)) return 'reading what can be read'
      if (has(names, /rescued|salvaged/)) return 'before the renames'
      return null
    },
    checkEnd(dataFolder) {
      const report = readReport(dataFolder)
      if (report?.kind !== 'rescued') return `told ${JSON.stringify(report)}`
      if (report.cause !== cause) return `told of ${report.cause}`
      if (!existsSync(report.aside)) return `${report.aside} is named and not there`
      return hashOf(report.aside) === harmed ? null : 'what lies aside is not what was there'
    },
  }
}

export const rescues: readonly Change[] = [
  rescueOf('damaged', (file) => void spoilPages(file, 0.02, 5)),
  rescueOf('log-lost', (file) => rmSync(`${file}-wal`), true),
  rescueOf('log-lost', (file) => truncateSync(`${file}-wal`, 100), true),
  rescueOf('empty', (file) => truncateSync(file)),
]

function makeOldDatabase(file: string): void {
  const database = new BetterSqlite3(file)
  migrate(database, migrationsFolder, OLD_VERSION)
  database.exec(`
    insert into chats (id, title, title_source, created_at, updated_at, activity)
    values ('old', 'Old', 'user', 1, 1, 1);
    with recursive number(n) as (select 1 union all select n + 1 from number where n < ${MESSAGES})
    insert into messages (id, chat_id, parent_id, sequence, role, status, parts, created_at)
    select 'message-' || n, 'old', null, n, iif(n % 2, 'user', 'assistant'), 'done',
      json_array(json_object('type', 'text', 'text', 'what is in the garden ' || n)), n
    from number`)
  database.close()
}
