import { randomUUID } from 'node:crypto'
import { existsSync, renameSync } from 'node:fs'
import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { attachmentIdSchema } from '../contract/attachments.ts'
import type { Database } from '../database/open-database.ts'
import { attachmentsFolder, incomingFolder } from './rendering-file.ts'

/** Younger ones may be about to get their row. */
const PATIENCE_MS = 24 * 60 * 60 * 1000

/**
 * Removes folders of pictures that the database does not know: a kill between two steps leaves one,
 * and going back to a snapshot may. What a snapshot or the words of a message speak of stays.
 *
 * @param inSnapshots reads which pictures a snapshot would need; asked only when there are strays
 * @returns the ids of those that are gone
 */
export async function clearStrays(parts: {
  database: Database
  dataFolder: string
  inSnapshots(): Promise<ReadonlySet<string>>
  now?: number
}): Promise<string[]> {
  const { database, dataFolder, inSnapshots, now = Date.now() } = parts
  const hasRow = database.prepare('select 1 from attachments where id = ?')
  const isMentioned = database.prepare('select 1 from messages where instr(parts, ?) > 0 limit 1')
  const strays: { id: string; path: string }[] = []
  for (const { id, path } of await listFolders(dataFolder)) {
    if (hasRow.get(id)) continue
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: now }))
    if (mtimeMs < now - PATIENCE_MS) strays.push({ id, path })
  }
  if (strays.length === 0) return []
  const needed = await inSnapshots()
  const gone: string[] = []
  for (const { id, path } of strays) {
    if (needed.has(id) || hasRow.get(id) || isMentioned.get(id)) continue
    // Out of the way within the same tick, so that the same picture can come anew meanwhile.
    const away = join(incomingFolder(dataFolder), randomUUID())
    if (existsSync(path)) renameSync(path, away)
    gone.push(id)
    await rm(away, { recursive: true, force: true })
  }
  return gone
}

async function listFolders(dataFolder: string): Promise<{ id: string; path: string }[]> {
  const root = attachmentsFolder(dataFolder)
  const shards = (await readdir(root).catch(() => [])).filter((name) => /^[0-9a-f]{2}$/.test(name))
  const lists = await Promise.all(
    shards.map(async (shard) =>
      (await readdir(join(root, shard)).catch(() => [])).map((id) => ({
        id,
        path: join(root, shard, id),
      })),
    ),
  )
  return lists.flat().filter(({ id }) => attachmentIdSchema.safeParse(id).success)
}
