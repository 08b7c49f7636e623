import { copyFileSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { flipByte, spoilPages } from '../../testing/damage-file.ts'
import { fillDatabase } from '../../testing/fill-database.ts'
import { migrationsFolder } from '../../testing/temporary-database.ts'
import { DATABASE_FILE, openDatabase } from '../open-database.ts'
import { verifyDatabase } from '../verify-database.ts'
import { openPages } from './read-pages.ts'
import { readPageRows } from './read-page-rows.ts'
import { rescueDatabase } from './rescue-database.ts'

const MESSAGES = 2000
let folder: string
let original: string
/** Pages on which each message lies. */
const pagesOf = new Map<string, number[]>()

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'carat-test-'))
  const database = openDatabase({ dataFolder: folder, migrationsFolder })
  fillDatabase(database, MESSAGES)
  const ids = new Set(database.prepare('select id from messages').pluck().all() as string[])
  database.close()
  original = join(folder, DATABASE_FILE)
  const pages = openPages(original)
  for (let number = 1; number <= pages.count; number += 1) {
    const found = readPageRows(pages, number)
    if (found?.kind !== 13) continue
    for (const { values } of found.rows)
      if (values.length > 10 && ids.has(String(values[0])))
        pagesOf.set(String(values[0]), [number, ...found.overflow])
  }
  pages.close()
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

let copies = 0
function damagedCopy(damage: (file: string) => number[]) {
  const file = join(folder, `copy-${(copies += 1)}.db`)
  copyFileSync(original, file)
  return { file, spoilt: new Set(damage(file)) }
}

function rescue(file: string, snapshot: string | null = null) {
  const target = `${file}.rescued`
  const facts = rescueDatabase({ file, target, snapshot, migrationsFolder })
  const database = new BetterSqlite3(target)
  const faults = verifyDatabase(database)
  const rows = database.prepare('select id, parts from messages order by rowid').all() as {
    id: string
    parts: string
  }[]
  const indexed = database
    .prepare(
      `select message_id from message_search join message_texts on id = message_search.rowid
       order by id`,
    )
    .pluck()
    .all()
  database.close()
  expect(faults).toEqual({ damage: [], search: [] })
  expect(indexed).toEqual(rows.map(({ id }) => id))
  return { facts, rows: new Map(rows.map(({ id, parts }) => [id, parts])) }
}

function shareOfUntouched(rows: ReadonlyMap<string, string>, spoilt: ReadonlySet<number>) {
  const untouched = [...pagesOf].filter(([, pages]) => !pages.some((page) => spoilt.has(page)))
  return untouched.filter(([id]) => rows.has(id)).length / untouched.length
}

test('knows where every message lies', () => {
  expect(pagesOf.size).toBe(MESSAGES)
})

test('of an undamaged database everything comes back', () => {
  const { facts, rows } = rescue(damagedCopy(() => []).file)
  expect(rows.size).toBe(MESSAGES)
  expect(facts).toMatchObject({ chats: MESSAGES / 40, messages: MESSAGES, missing: 0 })
})

test.each([1, 2, 3, 4, 5, 6])('one changed byte, seed %i', (seed) => {
  const { file, spoilt } = damagedCopy((copy) => flipByte(copy, seed))
  expect(shareOfUntouched(rescue(file).rows, spoilt)).toBe(1)
})

test.each([11, 12, 13, 14])('one page in a hundred is noise, seed %i', (seed) => {
  const { file, spoilt } = damagedCopy((copy) => spoilPages(copy, 0.01, seed))
  const { facts, rows } = rescue(file)
  expect(shareOfUntouched(rows, spoilt)).toBeGreaterThanOrEqual(0.99)
  // What is known to be missing is told as the least there is; noise may have hit no message.
  expect(facts.missing).toBeLessThanOrEqual(MESSAGES - rows.size)
})

test('of much that is lost, some is known to be missing', () => {
  const { file } = damagedCopy((copy) => spoilPages(copy, 0.1, 31))
  const { facts, rows } = rescue(file)
  expect(facts.missing).toBeGreaterThan(0)
  expect(facts.missing).toBeLessThanOrEqual(MESSAGES - rows.size)
})

test('with a snapshot nothing of what it holds is missing', () => {
  const { file } = damagedCopy((copy) => spoilPages(copy, 0.01, 21))
  const { facts, rows } = rescue(file, original)
  expect(rows.size).toBe(MESSAGES)
  expect(facts.fromSnapshot).toBeGreaterThan(0)
  expect(facts.missing).toBe(0)
})

test('without its first page a database still gives its messages', () => {
  const { file } = damagedCopy((copy) => {
    const database = Buffer.alloc(4096, 7)
    writeFileSync(copy, database, { flag: 'r+' })
    return [1]
  })
  expect(rescue(file).rows.size).toBe(MESSAGES)
})

test('of an empty file comes what the snapshot has', () => {
  const { file } = damagedCopy((copy) => {
    truncateSync(copy)
    return []
  })
  expect(rescue(file).rows.size).toBe(0)
  expect(rescue(file, original).rows.size).toBe(MESSAGES)
})

test('what only the log holds is read from the log', () => {
  const dataFolder = join(folder, 'with-log')
  const database = openDatabase({ dataFolder, migrationsFolder })
  fillDatabase(database, 400)
  const file = join(folder, 'logged.db')
  copyFileSync(join(dataFolder, DATABASE_FILE), file)
  copyFileSync(join(dataFolder, `${DATABASE_FILE}-wal`), `${file}-wal`)
  database.close()
  expect(rescue(file).rows.size).toBe(400)
})
