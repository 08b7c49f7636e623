import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { DATABASE_FILE } from '../database/open-database.ts'
import { openProfile } from '../database/open-profile.ts'
import { fillDatabase } from './fill-database.ts'
import { migrationsFolder as shipped } from './temporary-database.ts'
import { temporaryFolder } from './temporary-folder.ts'

/** For tests: a start of the services on a profile, of this Carat or a later one. */
export async function startProfile(dataFolder: string, migrationsFolder = shipped) {
  const profile = await openProfile({ dataFolder, migrationsFolder })
  let isOpen = true
  const close = () => {
    if (isOpen) profile.close()
    isOpen = false
  }
  onTestFinished(close)
  const count = () => profile.database.prepare('select count(*) from messages').pluck().get()
  return { ...profile, count, close }
}

/** For tests: a profile that was closed in order. */
export async function makeProfile(messages: number) {
  const dataFolder = temporaryFolder()
  const { close, database } = await startProfile(dataFolder)
  fillDatabase(database, messages)
  close()
  return { dataFolder, file: join(dataFolder, DATABASE_FILE) }
}

/** For tests: a copy of a profile as a kill leaves it: with its log. */
export async function makeKilledProfile(messages: number) {
  const { dataFolder } = await makeProfile(messages)
  const { database } = await startProfile(dataFolder)
  fillDatabase(database, 200, messages)
  const copy = temporaryFolder()
  cpSync(dataFolder, copy, { recursive: true })
  return { dataFolder: copy, file: join(copy, DATABASE_FILE) }
}
