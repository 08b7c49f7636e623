import { resolve } from 'node:path'
import { onTestFinished } from 'vitest'
import { type Database, openDatabase } from '../database/open-database.ts'
import { temporaryFolder } from './temporary-folder.ts'

/** The shipped migrations. */
export const migrationsFolder = resolve(import.meta.dirname, '../../resources/migrations')

/** For tests: a real database, migrated, in a folder of its own. */
export function temporaryDatabase(): Database {
  const database = openDatabase({ dataFolder: temporaryFolder(), migrationsFolder })
  onTestFinished(() => {
    database.close()
  })
  return database
}
