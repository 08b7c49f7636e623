import { createHash } from 'node:crypto'
import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import { expect, test } from 'vitest'
import { migrationsFolder } from '../testing/temporary-database.ts'
import { temporaryFolder } from '../testing/temporary-folder.ts'
import { DATABASE_FILE, openDatabase } from './open-database.ts'

const hash = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex')

test('opens with the promises of the design kept', () => {
  const database = openDatabase({ dataFolder: temporaryFolder(), migrationsFolder })
  const pragma = (name: string) => database.pragma(name, { simple: true })
  expect(pragma('journal_mode')).toBe('wal')
  expect(pragma('synchronous')).toBe(2)
  expect(pragma('foreign_keys')).toBe(1)
  expect(pragma('user_version')).toBeGreaterThan(0)
  database.close()
})

test('a database of a newer Carat is named and not one byte of it changes', () => {
  const dataFolder = temporaryFolder()
  const file = join(dataFolder, DATABASE_FILE)
  openDatabase({ dataFolder, migrationsFolder }).close()
  const newer = new BetterSqlite3(file)
  newer.pragma('user_version = 999')
  newer.close()
  const before = hash(file)
  expect(() => openDatabase({ dataFolder, migrationsFolder })).toThrow(
    expect.objectContaining({
      code: 'DATABASE_NEWER',
      data: expect.objectContaining({ found: 999 }),
    }),
  )
  expect(hash(file)).toBe(before)
})

test('a failing migration leaves the version before it, and the next start goes on from there', () => {
  const dataFolder = temporaryFolder()
  const folder = join(temporaryFolder(), 'migrations')
  cpSync(migrationsFolder, folder, { recursive: true })
  const before = openDatabase({ dataFolder, migrationsFolder: folder })
  const version = before.pragma('user_version', { simple: true }) as number
  before.close()
  const next = join(folder, `${String(version + 1).padStart(4, '0')}-next.sql`)
  writeFileSync(next, 'create table added (id text) strict; create table broken (;')
  expect(() => openDatabase({ dataFolder, migrationsFolder: folder })).toThrow(
    expect.objectContaining({ code: 'DATABASE_UNREADABLE' }),
  )
  writeFileSync(next, 'create table added (id text) strict;')
  const database = openDatabase({ dataFolder, migrationsFolder: folder })
  expect(database.pragma('user_version', { simple: true })).toBe(version + 1)
  database.close()
})

test('a file that is no database is said to be unreadable and kept', () => {
  const dataFolder = temporaryFolder()
  const file = join(dataFolder, DATABASE_FILE)
  writeFileSync(file, 'not a database, but somebody’s bytes all the same'.repeat(50))
  const before = hash(file)
  expect(() => openDatabase({ dataFolder, migrationsFolder })).toThrow(
    expect.objectContaining({ code: 'DATABASE_UNREADABLE' }),
  )
  expect(hash(file)).toBe(before)
})
