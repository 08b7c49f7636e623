import { join } from 'node:path'
import Database from 'better-sqlite3'

/** What the database of a data folder holds, read beside or after the app. */
export function readDatabase(dataFolder: string) {
  const database = new Database(join(dataFolder, 'carat.db'), { readonly: true })
  try {
    return {
      integrity: database.pragma('integrity_check', { simple: true }),
      messages: database
        .prepare('select role, status, parts from messages order by chat_id, sequence')
        .all() as { role: string; status: string; parts: string }[],
    }
  } finally {
    database.close()
  }
}
