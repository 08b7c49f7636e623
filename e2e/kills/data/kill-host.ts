import { copyFileSync, existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import BetterSqlite3 from 'better-sqlite3'
import { verifyDatabase } from '../../../src-main/database/verify-database.ts'
import { createAppFolder } from '../../harness/app-folder.ts'
import { startHostProcess } from '../../harness/host-process.ts'
import { until } from '../../harness/until.ts'
import { createRandom } from '../../mutants/random.ts'
import { createAcknowledged, findLost } from './acknowledged.ts'
import { connectToHost } from './host-client.ts'
import { makeWrites } from './make-writes.ts'

/** What so many kills came to; every list should be empty. */
export interface KillResult {
  kills: number
  /** Of these while a snapshot was being made, or while it started. */
  duringSnapshot: number
  duringStart: number
  messages: number
  faults: string[]
  lost: string[]
  orphans: string[]
  slowestStartMs: number
  snapshots: number
}

/** A life ends at the latest so long after its first write. */
const LONGEST_LIFE_MS = 900

/** The database as the kill left it, log included, so that looking does not tidy it up. */
export function copyAsIs(file: string, copy: string): string {
  for (const ending of ['', '-wal', '-shm']) {
    rmSync(copy + ending, { force: true })
    if (existsSync(file + ending)) copyFileSync(file + ending, copy + ending)
  }
  return copy
}

/**
 * Starts the real host, has it write, and kills it in the middle, again and again on one data
 * folder. After each kill the database, its links, its search index and every acknowledged write
 * are looked at, in a copy and by the next start.
 */
export async function killHost(kills: number, seed: number): Promise<KillResult> {
  const random = createRandom(seed)
  const folder = createAppFolder({ CARAT_LOG: 'fatal' })
  const file = join(folder.dataFolder, 'carat.db')
  const backups = join(folder.dataFolder, 'backups')
  const done = createAcknowledged()
  const ends = new Map<string, string>()
  const result: KillResult = {
    kills: 0,
    duringSnapshot: 0,
    duringStart: 0,
    messages: 0,
    faults: [],
    lost: [],
    orphans: [],
    slowestStartMs: 0,
    snapshots: 0,
  }

  const names = () => (existsSync(backups) ? readdirSync(backups) : [])
  const check = (life: string) => {
    if (!existsSync(file)) return
    const database = new BetterSqlite3(copyAsIs(file, join(folder.dataFolder, '..', 'looked-at')))
    try {
      const { damage, search } = verifyDatabase(database)
      for (const fault of [...damage, ...search]) result.faults.push(`${life}: ${fault}`)
      for (const lost of findLost(database, done)) result.lost.push(`${life}: ${lost}`)
      result.messages = database.prepare('select count(*) from messages').pluck().get() as number
    } finally {
      database.close()
    }
    if (names().includes('report.json'))
      result.faults.push(`${life}: a rescue was thought to be needed`)
    result.snapshots = names().filter((name) => /^\d.*\.db$/.test(name)).length
  }

  try {
    while (result.kills < kills) {
      const life = `kill ${result.kills + 1}`
      const begun = performance.now()
      const starting = startHostProcess(folder)
      // Every eighth is killed while it starts.
      if (result.kills % 8 === 7) {
        starting.catch(() => {})
        await pause(100 + random.below(900))
        for (const { pid } of folder.processes()) process.kill(pid, 'SIGKILL')
        await starting.catch(() => null)
        result.duringStart += 1
      } else {
        const host = await starting
        const { client, close } = await connectToHost(host.link)
        result.slowestStartMs = Math.max(result.slowestStartMs, performance.now() - begun)
        const writing = makeWrites(client, random, done, ends).catch(() => {})
        await pause(20 + random.below(LONGEST_LIFE_MS))
        if (names().some((name) => name.startsWith('.incoming-'))) result.duringSnapshot += 1
        await host.kill()
        close()
        await Promise.race([writing, pause(2000)])
      }
      result.kills += 1
      await until('the end of every process', () => folder.processes().length === 0).catch(() => {
        for (const { command, pid } of folder.processes()) {
          result.orphans.push(`${life}: ${command}`)
          process.kill(pid, 'SIGKILL')
        }
      })
      check(life)
    }
    return result
  } finally {
    await folder.remove()
  }
}
